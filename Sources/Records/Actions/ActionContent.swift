import Policy

/// What an enforcement action orders. In an amendment nil leaves a member as it is; in a draft it is empty.
package struct ActionContent: Sendable, Equatable {
    /// Of a draft: number of the decision that it carries out; nil is the only one of the case that waits.
    package var decision: Int?
    /// Kind of action; nil is the kind that was decided.
    package var kind: MeasureKind?
    package var startsOn: LocalDate?
    /// First day after it; nil has no end.
    package var endsOn: LocalDate?
    package var amount: Amount?
    package var text: String?
    /// In an amendment, what the draft has no more.
    package var without: Set<Part> = []

    /// What a draft may have or not.
    package enum Part: Sendable { case startsOn, endsOn, amount }

    package init(
        decision: Int? = nil, kind: MeasureKind? = nil, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil,
        amount: Amount? = nil,
        text: String? = nil, without: Set<Part> = []
    ) {
        self.decision = decision
        self.kind = kind
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.amount = amount
        self.text = text
        self.without = without
    }
}
