import Policy
import Records

extension FactStatement {
    static func unknown(_ name: String, _ all: [AskedRecommendation]) -> Refusal {
        if all.contains(where: { $0.codes.contains(name) }) {
            return Refusal(
                .badInput, "fact_is_a_gate",
                "\"\(name)\" is a question of the rules, which has no value, so nothing was stated.",
                hint: "Answer it with yes or no (recommendation answer).")
        }
        if name == "type", let kind = all.lazy.compactMap(\.knownType).first {
            return Refusal(
                .badInput, "fact_is_known",
                "The type of the outlet is told to the rules by the registry, where it is of the kind \(kind), so nothing was stated.",
                hint: "Amend the outlet where that is wrong (outlet amend).")
        }
        let closest = Spelling.closest(to: name, among: all.flatMap(\.names))
        return Refusal(
            .badInput, "unknown_fact", "The rules take no fact \"\(name)\", so nothing was stated.",
            detail: all.map { "\($0.name.id) \($0.name.version) takes: \($0.list)." }.joined(separator: " "),
            hint: closest.map { "Did you mean \($0)?" } ?? "Use one of these names.")
    }

    static func notNamed(_ name: String, _ takers: [AskedRecommendation]) -> Refusal {
        WaitingRecommendation.notNamed(
            takers.map(\.waiting), "Several recommendations take \"\(name)\"",
            hint: "Name the recommendation for which you state it.")
    }

    static func noValue(_ new: NewStatedFact, _ meanings: [FactMeaning]) -> Refusal {
        let expected = meanings.map(\.expected).joined(separator: "; or ")
        let closest = Spelling.closest(to: new.value, among: meanings.flatMap(\.words))
        return Refusal(
            .badInput, "unknown_value", "\"\(new.value)\" is no value of \(new.name), so nothing was stated.",
            detail: "It takes: \(expected).", hint: closest.map { "Did you mean \($0)?" } ?? "Write one of these.")
    }

    static func noCriterion(_ name: String, _ criterion: String) -> Refusal {
        Refusal(
            .badInput, "fact_has_no_criterion",
            "\"\(name)\" is not stated about one criterion, and \(criterion) was named.",
            hint: "Leave the criterion out; only days are of one criterion.")
    }

    static func notFailed(_ criterion: String, _ failed: [String]) -> Refusal {
        Refusal(
            .badInput, "criterion_did_not_fail",
            "Criterion \(criterion) did not fail in the inspection, so it did not go on for days.",
            hint: "Name one that failed: \(failed.joined(separator: ", ")).")
    }

    static func severalFailed(_ failed: [String]) -> Refusal {
        Refusal(
            .badInput, "criterion_not_named",
            "Several criteria failed, \(failed.joined(separator: ", ")), and the days are of one of them.",
            hint: "Name the criterion that went on.")
    }
}

extension AskedRecommendation {
    /// "tier (1, 2, 3), retail_value (a sum of money, such as EUR 1200 or EUR 1200.50)".
    fileprivate var list: String {
        names.map { name in
            "\(name) (\(meanings(of: name).map(\.expected).joined(separator: "; or ")))"
        }.joined(separator: ", ")
    }
}
