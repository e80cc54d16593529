import Policy
import Yams

extension Section {
    /// A list of texts; a single text is a list of one. Without the key: empty.
    func texts(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        if let text = node.text, !text.isEmpty { return [text] }
        guard case .sequence(let list) = node, !list.isEmpty else {
            problems.add(node.line, "\"\(key)\" of \(what) must be a list, such as [J].")
            return []
        }
        return list.compactMap { item in
            if let text = item.text { return text }
            problems.add(item.line, "\"\(key)\" of \(what) must be a list of plain words.")
            return nil
        }
    }

    /// The entries of a mapping under `key`, in the order of the file; empty without the key.
    func entries(_ key: String) -> [(key: String, value: Node)] {
        guard let node = node(key), let section = Section(node, what: "\"\(key)\" of \(what)", keys: nil, problems)
        else {
            return []
        }
        return section.entries
    }

    /// A whole number, or nil with a problem.
    func whole(_ node: Node, _ key: String, from least: Int = 0) -> Int? {
        if let value = node.text.flatMap(Int.init), value >= least, value <= 1_000_000_000 { return value }
        problems.add(
            node.line,
            "\"\(key)\" of \(what) is \"\(node.text ?? "not a text")\". Write a whole number from \(least).")
        return nil
    }

    /// A choice that the pack must declare: a plain word, or `{value: ..., source: ...}` with `unknown` or a list where
    /// the source leaves it open, and with `reading: true` where the pack settles that by itself. The note says what was read, where that is stated.
    func declared<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ hint: String, _ sources: SourceReader
    ) -> (choices: [Choice], note: SourceNote?)? where Choice.RawValue == String {
        guard let node = required(key, hint) else { return nil }
        guard case .mapping = node else {
            if node.text == nil || node.isUnknown {
                let value = node.sequence.map { "[\($0.compactMap(\.text).joined(separator: ", "))]" } ?? "unknown"
                problems.add(
                    node.line,
                    "\"\(key)\" of \(what) is left open without a source. Write \(key): {value: \(value), source: ...}."
                )
                return nil
            }
            let remark = " Where the source leaves it open, write {value: unknown, source: ...}."
            return choice(node, key, type, remark: remark).map { ([$0], nil) }
        }
        let keys = ["value", "reading", "source"]
        guard let section = Section(node, what: "\"\(key)\" of \(what)", keys: keys, problems) else { return nil }
        let choices = section.required("value").map { section.choices($0, key, type) } ?? []
        guard let citation = sources.citation(of: section, for: "it"), !choices.isEmpty else { return nil }
        let value = choices.map(\.rawValue).joined(separator: " or ")
        let isReading = section.isReading(of: choices.count)
        return (choices, SourceNote(what: key, value: value, citation: citation, isReading: isReading))
    }
}
