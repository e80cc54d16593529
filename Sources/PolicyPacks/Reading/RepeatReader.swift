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

        /// - Parameter reading: that the pack settles it by a reading of its own.
        init(rules: [RepeatRule], citation: Citation, reading: SourceNote?) {
            self.rules = rules
            self.citation = citation
            let value = rules.map(\.rawValue).joined(separator: " or ")
            notes = [reading ?? SourceNote(what: "repeat", value: value, citation: citation)]
        }

        init(_ rule: CountingRule) {
            let reading = rule.notes.first { $0.what == "repeat" && $0.reading == true }
            self.init(rules: rule.repeats, citation: rule.repeatCitation, reading: reading)
        }
    }

    func read() -> Result? {
        let hint = "Declare which earlier violations make a repeat; list several where the source leaves it open."
        guard let node = ladder.required("repeat", hint),
            let section = Section(
                node, what: "\"repeat\" of \(ladder.what)", keys: ["counts", "source"], ladder.problems)
        else { return nil }
        let counts = section.settled("counts", RepeatRule.self, "", sources, as: "repeat")
        guard let citation = sources.citation(of: section, for: "the rule"), !counts.choices.isEmpty else { return nil }
        return Result(rules: counts.choices, citation: citation, reading: counts.reading)
    }
}
