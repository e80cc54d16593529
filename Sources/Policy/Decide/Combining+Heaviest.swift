extension Combining {
    /// The proposal with the heaviest options, or nil when two can't be compared.
    func heaviest(_ proposals: [Proposal]) -> Proposal? {
        var best = proposals[0]
        for proposal in proposals.dropFirst() {
            guard let order = compare(proposal.options, best.options) else { return nil }
            if order > 0 { best = proposal }
        }
        return best
    }

    /// Positive when every option of `one` is at least as heavy as every option of `other`; nil when that is not so.
    func compare(_ one: [MeasureOption], _ other: [MeasureOption]) -> Int? {
        if one == other { return 0 }
        return Order.ofAll(one, other) { compare($0, $1) }
    }

    /// Heaviest measures first; where those are equal the next, and more measures are heavier than fewer.
    private func compare(_ one: MeasureOption, _ other: MeasureOption) -> Int? {
        guard let left = sorted(one.measures), let right = sorted(other.measures) else { return nil }
        return Order.byPlace(left, right) { compare($0, $1) }
    }

    private func sorted(_ measures: [Measure]) -> [Measure]? {
        let ranked = measures.map { measure in (combination.order.firstIndex(of: measure.kind), measure) }
        guard ranked.allSatisfy({ $0.0 != nil }) else { return nil }
        return ranked.sorted { ($0.0 ?? 0) > ($1.0 ?? 0) }.map(\.1)
    }

    func compare(_ one: Measure, _ other: Measure) -> Int? {
        guard let rank = combination.order.firstIndex(of: one.kind),
            let otherRank = combination.order.firstIndex(of: other.kind)
        else { return nil }
        if rank != otherRank { return (rank - otherRank).signum() }
        if one == other { return 0 }
        guard one.lengthRange == nil, other.lengthRange == nil, one.amountRange == nil, other.amountRange == nil,
            one.per == other.per
        else { return nil }
        switch (one.length, other.length, one.amount, other.amount) {
        case (let length?, let otherLength?, nil, nil):
            return -day.adding(length).days(until: day.adding(otherLength)).signum()
        case (nil, nil, let amount?, let otherAmount?) where amount.currency == otherAmount.currency:
            return (amount.minorUnits - otherAmount.minorUnits).signum()
        default:
            return nil
        }
    }
}
