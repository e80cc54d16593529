/// What the harm index is told by.
package enum HarmPart: String, Sendable, CaseIterable, Codable {
    /// By outlet, in both series.
    case outlet
    /// Violations by criterion, reports by category.
    case criterion
}
