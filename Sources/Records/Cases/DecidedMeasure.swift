/// What was decided: one of the kinds of enforcement action, or none.
package enum DecidedMeasure: String, Sendable, CaseIterable, Codable {
    case none, conversation, warning
    case penaltyOrder = "penalty_order"
    case enforcementOrder = "enforcement_order"
    case fine, closure, suspension, withdrawal, referral
}
