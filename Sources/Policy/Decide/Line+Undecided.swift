extension Line {
    /// A line for a criterion that the pack has no ladder for: nothing is counted, a person decides.
    init(undecided code: String, name: String, names: Localized, gap: Gap, history: [PastViolation], facts: Facts) {
        self.init(
            criterion: code, criterionName: name, names: names, step: nil, steps: 0, measure: nil,
            personDecides: true, reason: gap.why, unknown: gap, counted: [],
            refused: history.map { RefusedFact($0, .sourceDoesNotSay) }, window: nil, gates: [],
            alternatives: [], sources: [], outlook: [])
    }
}
