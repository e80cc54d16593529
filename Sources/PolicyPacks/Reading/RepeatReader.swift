import Policy
import Yams

/// Reads what makes a violation a repeat.
struct RepeatReader {
    private let ladder: Section
    private let sources: SourceReader

    init(_ ladder: Section, _ sources: SourceReader) {
        self.ladder = ladder
        self.sources = sources
    }

    struct Result {
        let rules: [RepeatRule]
        let citation: Citation
        let notes: [SourceNote]

        init(rules: [RepeatRule], citation: Citation) {
            self.rules = rules
            self.citation = citation
            let value = rules.map(\.rawValue).joined(separator: " or ")
            notes = [SourceNote(what: "repeat", value: value, citation: citation)]
        }

        init(_ rule: CountingRule) {
            self.init(rules: rule.repeats, citation: rule.repeatCitation)
        }
    }

    func read() -> Result? {
        let hint = "Declare which earlier violations make a repeat; list several where the source leaves it open."
        guard let node = ladder.required("repeat", hint),
            let section = Section(
                node, what: "\"repeat\" of \(ladder.what)", keys: ["counts", "source"], ladder.problems)
        else { return nil }
        let rules = section.choices("counts", RepeatRule.self)
        guard let citation = sources.citation(of: section, for: "the rule"), !rules.isEmpty else { return nil }
        return Result(rules: rules, citation: citation)
    }
}
