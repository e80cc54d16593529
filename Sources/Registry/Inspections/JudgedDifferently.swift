import Policy
import Records

/// A criterion about which several packs say different things. They are never combined: a person sees them all.
struct JudgedDifferently: Equatable {
    let criterion: String
    /// Pack id and what it says, in the order of the decisions.
    let outcomes: [Outcome]

    struct Outcome: Equatable {
        let pack: String
        let text: String
    }

    /// Those of the decisions about one inspection, by criterion.
    static func all(_ decisions: [Decision]) -> [JudgedDifferently] {
        Set(decisions.flatMap { $0.lines.map(\.criterion) }).sorted().compactMap { criterion in
            let outcomes = decisions.compactMap { decision -> Outcome? in
                let lines = decision.lines.filter { $0.criterion == criterion }
                guard !lines.isEmpty else { return nil }
                return Outcome(pack: decision.pack.id, text: lines.map(\.outcome).joined(separator: " and "))
            }
            guard Set(outcomes.map(\.text)).count > 1 else { return nil }
            return JudgedDifferently(criterion: criterion, outcomes: outcomes)
        }
    }

    var json: JSONValue {
        [
            "criterion": .string(criterion),
            "packs": .array(outcomes.map { ["pack": .string($0.pack), "outcome": .string($0.text)] }),
        ]
    }
}

extension Line {
    /// What the line alone leads to, in words.
    fileprivate var outcome: String {
        if personDecides { return "a person decides" }
        if let measure { return measure.text }
        return options.isEmpty ? "nothing" : "a choice of measures"
    }
}
