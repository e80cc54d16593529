/// The one outcome of several lines, by the pack's own rule; `reason` is set when a person decides.
func combine(
    _ lines: [Line], by combination: Combination, on day: LocalDate
) -> (measure: Measure?, reason: String?, combined: Combined) {
    let active = lines.filter { $0.measure != nil || $0.personDecides }
    guard let first = active.first else { return (nil, nil, Combined(.none)) }
    if let open = active.first(where: \.personDecides) {
        let gap = Gap.Subject.step
        return (nil, open.reason ?? gap.sentence, Combined(active.count == 1 ? .oneLine : .personDecides))
    }
    guard active.count > 1 else { return (first.measure, nil, Combined(.oneLine, first.criterion)) }
    switch combination.rule {
    case .heaviestAbsorbs:
        guard let heaviest = heaviest(active, combination.order, day) else { break }
        return (heaviest.measure, nil, Combined(.heaviestAbsorbs, heaviest.criterion, combination.citation))
    case .unknown:
        guard let measure = first.measure, measure.length == nil, measure.amount == nil,
            active.allSatisfy({ $0.measure == measure })
        else { break }
        return (measure, nil, Combined(.sameMeasure, first.criterion))
    }
    return (nil, Gap.Subject.combination.sentence, Combined(.personDecides, nil, combination.citation))
}

/// The line with the heaviest measure, or nil when two measures can't be compared.
private func heaviest(_ lines: [Line], _ order: [MeasureKind], _ day: LocalDate) -> Line? {
    var best = lines[0]
    for line in lines.dropFirst() {
        guard let one = best.measure, let other = line.measure,
            let otherIsHeavier = isHeavier(other, than: one, order, day)
        else { return nil }
        if otherIsHeavier { best = line }
    }
    return best
}

private func isHeavier(_ one: Measure, than other: Measure, _ order: [MeasureKind], _ day: LocalDate) -> Bool? {
    guard let rank = order.firstIndex(of: one.kind), let otherRank = order.firstIndex(of: other.kind) else {
        return nil
    }
    if rank != otherRank { return rank > otherRank }
    if one == other { return false }
    switch (one.length, other.length, one.amount, other.amount) {
    case (let length?, let otherLength?, nil, nil):
        return day.adding(length) > day.adding(otherLength)
    case (nil, nil, let amount?, let otherAmount?) where amount.currency == otherAmount.currency:
        return amount.minorUnits > otherAmount.minorUnits
    default:
        return nil
    }
}

extension Combined {
    init(_ rule: Rule, _ criterion: String? = nil, _ citation: Citation? = nil) {
        self.init(rule: rule, criterion: criterion, source: citation?.text, confidence: citation?.confidence)
    }
}
