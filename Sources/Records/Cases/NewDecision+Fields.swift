extension NewDecision {
    /// Reads the body of a decision. Departing from a recommendation needs reasons.
    package init(_ fields: inout Fields) {
        recommendation = fields.optionalInteger("recommendation", in: 1...Int.max)
        choice = fields.choice("choice", of: DecisionChoice.self)
        measure = fields.optionalChoice("measure", of: DecidedMeasure.self)
        // An empty text is told once, as what departing needs.
        reasons = fields.optionalText("reasons", min: 0, max: 4000, lines: .many).flatMap { $0.isEmpty ? nil : $0 }
        if choice == .depart, (reasons ?? "").count < Reason.fewestCharacters {
            fields.note(
                "reasons", "missing",
                "To depart from a recommendation \"reasons\" has at least \(Reason.fewestCharacters) characters.")
        }
    }
}
