/// The rows and the columns of a comparison: what an outcome is, in one word.
package enum OutcomeKind: String, Sendable, CaseIterable {
    case nothing
    case conversation
    case warning
    case referral
    case enforcementOrder = "enforcement_order"
    case penaltyOrder = "penalty_order"
    case fine
    case suspension
    case closure
    case withdrawal
    /// Several options, of which one is taken.
    case choice
    case personDecides = "person_decides"

    /// - Parameter order: from the mildest measure to the heaviest; of measures that go together the heaviest counts.
    package init(_ outcome: Recommended, _ order: [MeasureKind]) {
        if outcome.personDecides {
            self = .personDecides
        } else if outcome.options.count > 1 {
            self = .choice
        } else {
            let kinds = outcome.options.first?.measures.map(\.kind) ?? []
            self = Weight.heaviest(kinds, order).map(Self.init) ?? .nothing
        }
    }

    private init(_ measure: MeasureKind) {
        switch measure {
        case .conversation: self = .conversation
        case .warning: self = .warning
        case .referral: self = .referral
        case .enforcementOrder: self = .enforcementOrder
        case .penaltyOrder: self = .penaltyOrder
        case .fine: self = .fine
        case .suspension: self = .suspension
        case .closure: self = .closure
        case .withdrawal: self = .withdrawal
        }
    }
}
