import Policy
import Yams

/// Reads the gates of a ladder: what a person must confirm before a finding counts.
struct GatesReader {
    private let ladder: Section
    private let sources: SourceReader

    init(_ ladder: Section, _ sources: SourceReader) {
        self.ladder = ladder
        self.sources = sources
    }

    func read() -> [Gate] {
        guard let node = ladder.node("gates") else { return [] }
        guard let section = Section(node, what: "\"gates\" of \(ladder.what)", keys: nil, ladder.problems) else {
            return []
        }
        return section.entries.compactMap { gate($0.key, $0.value) }
    }

    private func gate(_ code: String, _ node: Node) -> Gate? {
        guard
            let section = Section(
                node, what: "gate \"\(code)\"", keys: ["name", "requires", "source"], ladder.problems)
        else { return nil }
        let name = section.localized("name")
        let requirement = section.localized("requires")
        let citation = sources.citation(of: section, for: "the gate")
        guard let name, let requirement, let citation else { return nil }
        return Gate(code: code, name: name, requirement: requirement, citation: citation)
    }
}
