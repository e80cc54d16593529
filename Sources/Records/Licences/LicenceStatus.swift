/// Where a licence stands.
package enum LicenceStatus: String, Sendable, CaseIterable, Codable {
    case valid, suspended, withdrawn, transferred, lapsed
}
