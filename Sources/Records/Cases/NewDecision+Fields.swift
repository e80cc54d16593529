extension NewDecision {
    /// Reads the body of a decision. Departing from a recommendation needs reasons.
    package init(_ fields: inout Fields) {
        recommendation = fields.optionalInteger("recommendation", in: 1...Int.max)
        choice = fields.choice("choice", of: DecisionChoice.self)
        measure = fields.optionalChoice("measure", of: DecidedMeasure.self)
        reasons = fields.optionalText("reasons", max: 4000, lines: .many)
        if choice == .depart, (reasons ?? "").count < Reason.fewestCharacters {
            fields.note(
                "reasons", "missing",
                "Departing from a recommendation needs \"reasons\" of at least \(Reason.fewestCharacters) characters.")
        }
    }
}
