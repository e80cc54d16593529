/// What is drawn by lot.
package enum DrawPurpose: String, Sendable, CaseIterable, Codable {
    /// Inspectors are drawn for outlets to visit.
    case visits
    /// Of the inspections of a month those are drawn that are checked again.
    case backChecks = "back_checks"
}
