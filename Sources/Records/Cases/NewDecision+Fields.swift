extension NewDecision {
    /// Reads the body of a decision. Departing from a recommendation needs reasons.
    package init(_ fields: inout Fields) {
        recommendation = fields.optionalInteger("recommendation", in: 1...Int.max)
        choice = fields.choice("choice", of: DecisionChoice.self)
        measure = fields.optionalChoice("measure", of: DecidedMeasure.self)
        reasons = fields.optionalText("reasons", max: 4000, lines: .many)
        if choice == .depart, (reasons ?? "").count < 10 {
            fields.note(
                "reasons", "missing", "Departing from a recommendation needs \"reasons\" of at least 10 characters.")
        }
    }
}
