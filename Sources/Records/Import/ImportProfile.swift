/// The form of a list of outlets.
package enum ImportProfile: String, Sendable, CaseIterable, Codable {
    /// Amsterdam's list of tolerated addresses (annex of a published decree).
    case amsterdam
    /// Any list in this project's own columns.
    case generic
}
