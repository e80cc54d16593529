extension Line {
    /// A line for a criterion that the pack has no ladder for: nothing is counted, a person decides.
    init(
        undecided code: String, _ criterion: Criterion?, gap: Gap, history: [PastViolation], facts: Facts
    ) {
        self.init(
            criterion: code, criterionName: criterion?.plainName ?? code,
            names: criterion?.name ?? Localized(["en": code]),
            measured: criterion.flatMap { MeasuredValue($0, in: facts.findings) }, step: nil, steps: 0, measure: nil,
            personDecides: true, reason: gap.why, unknown: gap, counted: [],
            refused: history.map { RefusedFact($0, .sourceDoesNotSay) }, window: nil, gates: [],
            alternatives: [], sources: criterion?.notes ?? [], outlook: [])
    }
}
