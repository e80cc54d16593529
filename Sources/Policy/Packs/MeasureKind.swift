/// The kinds of enforcement action (glossary).
package enum MeasureKind: String, Codable, Sendable, CaseIterable {
    case conversation
    case warning
    case penaltyOrder = "penalty_order"
    case enforcementOrder = "enforcement_order"
    case fine
    case closure
    case suspension
    case withdrawal
    case referral

    /// Whether it is no more than a word with the holder.
    var isWarning: Bool { self == .warning || self == .conversation }

    /// Whether the outlet may not sell while it runs.
    package var stopsSales: Bool { self == .closure || self == .suspension }
}
