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
}
