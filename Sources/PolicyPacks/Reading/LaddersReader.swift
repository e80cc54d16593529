import Policy
import Yams

/// Reads the ladders of a pack.
struct LaddersReader {
    private let root: Section
    private let sources: SourceReader
    private let known: [String]?
    private let problems: ProblemList

    /// - Parameter known: the codes of the criteria of this pack and of those it extends; nil accepts any.
    init(_ root: Section, _ sources: SourceReader, _ known: [String]?, _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.known = known
        self.problems = problems
    }

    /// In the order of the file; empty for a pack that only others extend.
    func read() -> [Ladder] {
        guard let node = root.node("ladders"),
            let section = Section(node, what: "\"ladders\"", keys: nil, problems)
        else { return [] }
        var taken: [String: String] = [:]
        return section.entries.compactMap { entry in
            let ladder = ladder(entry.key, entry.value)
            for code in ladder?.criteria ?? [] {
                if let other = taken.updateValue(entry.key, forKey: code) {
                    problems.add(
                        entry.value.line,
                        "Criterion \(code) is in the ladders \"\(other)\" and \"\(entry.key)\". Keep it in one.")
                }
            }
            return ladder
        }
    }

    private static let keys = [
        "criteria", "look_back", "repeat", "standing", "follows", "gates", "steps", "beyond",
    ]

    private func ladder(_ id: String, _ node: Node) -> Ladder? {
        guard let section = Section(node, what: "ladder \"\(id)\"", keys: Self.keys, problems) else { return nil }
        let criteria = self.criteria(section)
        let lookBack = LookBackReader(section, sources).read()
        let repeats = RepeatReader(section, sources).read()
        let counted = section.choice(
            "standing", CountedStandings.self,
            "Say whether alleged violations count: established or established_or_alleged.")
        _ = section.choice("follows", Follows.self, "Say what the count follows: premises.")
        let gates = GatesReader(section, sources).read()
        let (steps, beyond) = StepsReader(section, sources).read()
        guard let lookBack, let repeats, let counted, let beyond else { return nil }
        return Ladder(
            id: id, criteria: criteria, steps: steps, beyond: beyond, lookBack: lookBack.value,
            lookBackCitation: lookBack.citation, repeats: repeats.rules, repeatCitation: repeats.citation,
            counted: counted, gates: gates,
            notes: lookBack.notes + repeats.notes
                + gates.map { SourceNote(what: "gate", value: $0.code, citation: $0.citation) },
            lookBackNote: lookBack.note)
    }

    private enum Follows: String, CaseIterable { case premises }

    private func criteria(_ section: Section) -> [String] {
        guard let node = section.required("criteria", "List the criteria that climb it, such as [J].") else {
            return []
        }
        guard case .sequence(let list) = node, !list.isEmpty else {
            problems.add(node.line, "\"criteria\" of \(section.what) must be a list, such as [J].")
            return []
        }
        return list.compactMap { item in
            if let code = item.text, known?.contains(code) != false { return code }
            let hint = "Known: \((known ?? []).joined(separator: ", "))."
            problems.add(item.line, "Criterion \"\(item.text ?? "")\" of \(section.what) is not known. \(hint)")
            return nil
        }
    }
}
