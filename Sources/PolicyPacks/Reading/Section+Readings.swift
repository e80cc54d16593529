import Policy
import Yams

/// What a pack says on one point.
struct Settled<Choice> {
    /// More than one where the source leaves it open.
    let choices: [Choice]
    /// The note that the pack settles it by a reading of its own; nil elsewhere.
    let reading: SourceNote?
}

extension Section {
    /// The choices under `key`: a word, `unknown`, or a list; or `{value: each_alone, reading: true}`, where the pack itself
    /// settles what its source leaves open. The reading has a source of its own, or that of this section.
    func settled<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ hint: String, _ sources: SourceReader, as what: String? = nil
    ) -> Settled<Choice> where Choice.RawValue == String {
        let none = Settled<Choice>(choices: [], reading: nil)
        guard let node = required(key, hint) else { return none }
        guard case .mapping = node else { return Settled(choices: choices(node, key, type), reading: nil) }
        let how = "Write reading: true where the pack settles what its source leaves open, or the word alone."
        let keys = ["value", "reading", "source"]
        guard let section = Section(node, what: "\"\(key)\" of \(self.what)", keys: keys, problems),
            let value = section.required("value"), section.required("reading", how) != nil
        else { return none }
        let choices = self.choices(value, key, type)
        // The source of this section is told as missing where it is read.
        let source = section.has("source") ? section : has("source") ? self : nil
        let citation = source.flatMap { sources.citation(of: $0, for: "the reading") }
        guard section.isReading(of: choices.count), let citation else { return Settled(choices: choices, reading: nil) }
        let note = SourceNote(
            what: what ?? key, value: choices[0].rawValue, citation: citation, isReading: true)
        return Settled(choices: choices, reading: note)
    }

    /// Whether the pack calls it its own reading: `reading: true`, beside one choice.
    func isReading(of choices: Int) -> Bool {
        guard let node = node("reading") else { return false }
        guard node.text == "true" else {
            problems.add(
                node.line,
                "\"reading\" of \(what) is \"\(node.text ?? "not a text")\". Write reading: true, or leave it out.")
            return false
        }
        guard choices > 1 else { return choices == 1 }
        problems.add(
            node.line,
            "\(what.capitalizedFirst) is left open and called a reading. A reading settles it: write one value, or leave "
                + "\"reading\" out.")
        return false
    }
}
