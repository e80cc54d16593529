/// One ladder for the evaluator.
final class CompiledLadder: Sendable {
    let ladder: Ladder
    let counts: ContiguousArray<CompiledCounting>
    /// Whether a criterion, or a class, climbs it, by number.
    let hasCriterion: ContiguousArray<Bool>
    let hasClass: ContiguousArray<Bool>
    /// Weight of each step where its options are the same for everyone; nil elsewhere.
    let weights: ContiguousArray<Weight?>
    /// What each such step recommends; nil elsewhere.
    let settled: ContiguousArray<Recommended?>
    let hasGates: Bool
    let hasSkips: Bool

    init(
        _ ladder: Ladder, _ criteria: ContiguousArray<String>, _ classes: ContiguousArray<String>,
        _ order: [MeasureKind]
    ) {
        self.ladder = ladder
        counts = ContiguousArray(ladder.counts.map(CompiledCounting.init))
        hasCriterion = ContiguousArray(criteria.map(ladder.criteria.contains))
        hasClass = ContiguousArray(classes.map(ladder.classes.contains))
        weights = ContiguousArray(ladder.steps.map { Weight($0.outcome, order) })
        settled = ContiguousArray(
            ladder.steps.map { Weight($0.outcome, order) == nil ? nil : Recommended($0.outcome) })
        hasGates = !ladder.gates.isEmpty
        hasSkips = !ladder.skips.isEmpty
    }

    /// Steps past the last one, as one number.
    var beyond: Int { ladder.steps.count + 1 }

    /// The step that is taken for a step that was counted: past the last, the last again where the pack says so.
    func taken(_ step: Int) -> Int {
        guard step > ladder.steps.count else { return step }
        return ladder.beyond == .lastStepAgain && !ladder.steps.isEmpty ? ladder.steps.count : step
    }
}

/// One counting rule for the evaluator.
final class CompiledCounting: Sendable {
    let rule: CountingRule
    let readings: ContiguousArray<Reading>
    let ledTo: ContiguousArray<MeasureKind>
    let windowIsKnown: Bool

    init(_ rule: CountingRule) {
        self.rule = rule
        readings = ContiguousArray(rule.readings)
        ledTo = ContiguousArray(rule.ledTo)
        windowIsKnown = rule.lookBack != nil
    }
}

/// How a class rises, for the evaluator.
final class CompiledRaise: Sendable {
    let raise: SeverityClass.Raise
    let to: Int
    let counting: CompiledCounting

    init(_ raise: SeverityClass.Raise, _ classes: ContiguousArray<String>) {
        self.raise = raise
        to = classes.firstIndex(of: raise.to) ?? -1
        counting = CompiledCounting(raise.counting)
    }
}
