/// Steps and classes that no measure of the pack's own leads to: where only violations count that led to one of some measures,
/// and nothing that comes before leads to any of them. What a person departed to proves nothing.
extension Prover {
    func checkLedTo() {
        let reach = LedToReach(pack)
        for (number, severity) in pack.rules.classes.enumerated() {
            guard let raise = severity.raise, reach.isFiltered(raise.counting), !reach.rises(number) else { continue }
            say(
                .unreachable, ["classes", severity.code, "raised"],
                "Class \"\(severity.code)\" never rises to \"\(raise.to)\": \(reason(raise.counting)). Let other measures count, "
                    + "or leave \"raised\" out.")
        }
        for (number, ladder) in pack.ladders.enumerated() {
            guard let step = reach.firstUnreachable(number), let rule = ladder.counts.first?.rule else { continue }
            say(
                .unreachable, stepPlace(number, step),
                "No combination leads to step \(step) of ladder \"\(ladder.ladder.id)\": \(reason(rule)). Let other measures count, "
                    + "or leave the step out.")
        }
    }

    private func reason(_ rule: CountingRule) -> String {
        let counted =
            rule.ledTo.isEmpty
            ? "more than a warning" : "a \(rule.ledTo.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))"
        return "only violations count that led to \(counted), and nothing that comes before leads to that"
    }
}

/// Which steps and classes the measures of a pack lead to, found by going from the first steps on until nothing is added.
///
/// It takes too much rather than too little: one earlier violation that counts opens every step of its rule, and where the
/// measures of several criteria absorb each other, each may have led to those of the others.
struct LedToReach {
    private let pack: CompiledPack
    private var steps: [Set<Int>]
    private var risen: Set<Int> = []
    /// The kinds that a violation may have led to; nil: any, since a person decides somewhere.
    private var kinds: [Set<MeasureKind>?]

    init(_ pack: CompiledPack) {
        self.pack = pack
        steps = pack.ladders.map { _ in [] }
        kinds = pack.criteria.map { _ in [] }
        var before = -1
        while before != size {
            before = size
            spread()
        }
    }

    /// What only grows.
    private var size: Int {
        steps.reduce(risen.count) { $0 + $1.count }
            + kinds.reduce(0) { $0 + ($1.map(\.count) ?? MeasureKind.allCases.count + 1) }
    }

    /// Whether it asks what an earlier violation led to, under every reading.
    func isFiltered(_ rule: CountingRule) -> Bool { !rule.ledTo.isEmpty || rule.warnings == [.doNotCount] }

    func rises(_ severity: Int) -> Bool { risen.contains(severity) }

    /// The first step that nothing leads to; nil where all are reached, or another check tells why not.
    func firstUnreachable(_ ladder: Int) -> Int? {
        let rules = pack.ladders[ladder].counts.map(\.rule)
        guard rules.allSatisfy(isFiltered), !steps[ladder].isEmpty else { return nil }
        return (1...max(1, pack.ladders[ladder].ladder.steps.count)).first { !steps[ladder].contains($0) }
    }

    private mutating func spread() {
        for criterion in pack.criteria.indices {
            let severities = severities(criterion)
            for severity in severities
            where pack.raises[severity].map({ canCount($0.counting.rule, criterion) }) == true {
                risen.insert(severity)
            }
            let numbers = pack.laddersOfCriterion[criterion] + severities.flatMap { pack.laddersOfClass[$0] }
            if numbers.isEmpty { kinds[criterion] = nil }
            for number in numbers { climb(number, criterion) }
        }
        guard pack.criteria.count > 1, pack.rules.combination.rule != .cumulate else { return }
        let all = kinds.contains(nil) ? nil : kinds.reduce(into: Set<MeasureKind>()) { $0.formUnion($1 ?? []) }
        kinds = kinds.map { _ in all }
    }

    /// The class of a criterion and those that it has risen to.
    private func severities(_ criterion: Int) -> [Int] {
        var all = [pack.severities[criterion]].filter { $0 >= 0 }
        while let last = all.last, risen.contains(last), let raise = pack.raises[last], raise.to >= 0,
            !all.contains(raise.to)
        {
            all.append(raise.to)
        }
        return all
    }

    private mutating func climb(_ number: Int, _ criterion: Int) {
        let (ladder, rules) = (pack.ladders[number].ladder, pack.ladders[number].counts.map(\.rule))
        let all = Set(1...max(1, ladder.steps.count))
        let movesUp =
            pack.rules.combination.continuing.contains(.violationEachDay)
            || pack.rules.circumstances.contains { circumstance in
                if case .steps(let up) = circumstance.effect { up > 0 } else { false }
            }
        if movesUp || rules.contains(where: { canCount($0, criterion) }) {
            steps[number] = all
        } else {
            steps[number].formUnion(rules.map { $0.step(after: 0) })
        }
        for skip in ladder.skips { if case .step(let step) = skip.target { steps[number].insert(step) } }
        let declined = pack.rules.offers.contains { $0.declined == .nextStep && $0.place == .instead }
        if declined { steps[number].formUnion(steps[number].map { $0 + 1 }) }
        steps[number].formIntersection(all)
        take(number, criterion)
    }

    /// What the steps that are reached, conduct, gates and offers of a ladder can lead to.
    private mutating func take(_ number: Int, _ criterion: Int) {
        let ladder = pack.ladders[number].ladder
        let landed = steps[number].filter { $0 <= ladder.steps.count }.map { ladder.steps[$0 - 1].outcome }
        let conduct = ladder.skips.compactMap { if case .outcome(let outcome) = $0.target { outcome } else { nil } }
        for outcome in landed + conduct + ladder.gates.compactMap(\.otherwise) {
            guard let sanction = outcome.sanction else {
                kinds[criterion] = nil
                return
            }
            kinds[criterion]?.formUnion(sanction.kinds)
        }
        for offer in pack.rules.offers where offer.criteria.isEmpty || offer.criteria.contains(pack.criteria[criterion])
        {
            kinds[criterion]?.insert(offer.measure.kind)
        }
    }

    /// Whether some violation can count for this criterion under the rule.
    private func canCount(_ rule: CountingRule, _ criterion: Int) -> Bool {
        guard isFiltered(rule), !rule.repeats.contains(.anyCriterion) else { return true }
        let others = rule.repeats == [.sameCriterion] ? [criterion] : Array(pack.criteria.indices)
        return others.contains { other in
            guard let kinds = kinds[other] else { return true }
            return kinds.contains { kind in
                (rule.ledTo.isEmpty || rule.ledTo.contains(kind)) && !(rule.warnings == [.doNotCount] && kind.isWarning)
            }
        }
    }
}
