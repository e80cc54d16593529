import Records

/// The commands by which a person tells the rules what a recommendation waits for.
enum RecommendationQuestions {
    /// - Parameter number: the option that names it, with a space before it, or nothing.
    static func commands(_ recommendation: JSONValue, _ file: String, _ number: String) -> [String] {
        answers(recommendation, file, number) + statements(recommendation, file, number)
    }

    /// Those that answer the gates which a person has to answer first, each gate once.
    private static func answers(_ recommendation: JSONValue, _ file: String, _ number: String) -> [String] {
        var gates: [String] = []
        for gate in (recommendation["trace"]?["lines"]?.items ?? []).compactMap({ $0["openGate"]?.text })
        where !gates.contains(gate) {
            gates.append(gate)
        }
        return gates.flatMap { gate in
            ["yes", "no"].map { "registryctl recommendation answer \(file) \(gate) \($0)\(number) --reason TEXT" }
        }
    }

    /// Those that state the facts which are missing, and what became of an offer that stands instead of a measure.
    static func statements(_ recommendation: JSONValue, _ file: String, _ number: String) -> [String] {
        (recommendation["needs"]?.items ?? []).flatMap { fact in
            let name = fact["name"]?.text ?? "NAME"
            let words = (fact["values"]?.items ?? []).compactMap(\.text)
            let values = words.isEmpty ? [name == "individual" ? "PARTY" : "VALUE"] : words
            return values.map { "registryctl recommendation state \(file) \(name) \($0)\(number) --reason TEXT" }
        }
    }
}
