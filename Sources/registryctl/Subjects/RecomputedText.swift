import Records

/// What asking the rules again has added and what that takes the place of, in lines below the sentence that says so.
enum RecomputedText {
    static func lines(_ recommendation: JSONValue) -> [String] {
        (recommendation["recomputed"]?.items ?? []).flatMap { added -> [String] in
            let replaced = added["replaces"] ?? .null
            let older =
                number(replaced).map {
                    ", in place of recommendation \($0) (\(InspectionEffectsText.outcome(replaced)))"
                } ?? ""
            var lines = [line("recommended", InspectionEffectsText.advice(added) + older)]
            if let decision = decision(of: replaced) { lines.append(line("replaced", decision)) }
            lines += (replaced["actions"]?.items ?? []).map { line("stays", action($0)) }
            return lines
        }
    }

    private static func line(_ head: String, _ text: String) -> String {
        "  \(TextWidth.padded(head, to: 12))  \(text)"
    }

    /// "decision 2 by Piet de Vries: follow, warning"; of what the rules leave to a person, the measure alone.
    private static func decision(of replaced: JSONValue) -> String? {
        let decision = replaced["decision"] ?? .null
        let isOpen = replaced["personDecides"]?.truth == true
        let choice = isOpen ? nil : decision["choice"]?.text
        return number(decision).map {
            "decision \($0) by \(decision["by"]?.text ?? ""): "
                + [choice, DecidedWords.of(decision)].compactMap { $0 }.joined(separator: ", ")
        }
    }

    /// "A-2026-0001 (warning, issued)".
    private static func action(_ action: JSONValue) -> String {
        "\(action["reference"]?.text ?? "") (\((action["kind"]?.text ?? "").spoken), \(action["status"]?.text ?? ""))"
    }

    private static func number(_ record: JSONValue) -> Int? { record["id"]?.wholeNumber }
}
