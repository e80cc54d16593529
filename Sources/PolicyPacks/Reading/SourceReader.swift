import Policy
import Yams

/// Reads the sources of a pack, and the source of each number.
struct SourceReader {
    /// In the order of the file.
    let all: [Citation]
    /// A source that could not be read is named but has no citation: its problem is told once.
    private let byName: [String: Citation?]
    private let problems: ProblemList
    private static let keys = ["title", "reference", "place", "confidence"]

    init(_ root: Section, _ problems: ProblemList) {
        self.problems = problems
        var named: [String: Citation?] = [:]
        var all: [Citation] = []
        if let node = root.required("sources", "Name at least one source with title and confidence."),
            let section = Section(node, what: "\"sources\"", keys: nil, problems)
        {
            if section.entries.isEmpty {
                problems.add(node.line, "\"sources\" names no source. Name at least one with title and confidence.")
            }
            for (name, value) in section.entries {
                let citation = Self.citation(value, what: "source \"\(name)\"", problems)
                named.updateValue(citation, forKey: name)
                if let citation { all.append(citation) }
            }
        }
        byName = named
        self.all = all
    }

    /// The citation of a section, from its key `source`: a name, or a mapping with `of` or `title`.
    /// - Parameter number: what the section states, for the message when the source is missing.
    func citation(of section: Section, for number: String) -> Citation? {
        let node = section.required(
            "source", "Numbers and rules without a source are refused: say where \(number) comes from.")
        return node.flatMap { resolve($0) }
    }

    /// The citation that `node` names or states.
    func resolve(_ node: Node) -> Citation? {
        if let name = node.text { return named(name, node.line) }
        guard case .mapping(let mapping) = node, mapping["of"] != nil else {
            return Self.citation(node, what: "the source", problems)
        }
        guard let section = Section(node, what: "the source", keys: ["of"] + Self.keys.dropFirst(2), problems),
            let name = section.requiredText("of"), let base = named(name, node.line)
        else { return nil }
        let confidence = section.has("confidence") ? section.choice("confidence", Confidence.self) : base.confidence
        return Citation(
            title: base.title, reference: base.reference, place: section.optionalText("place") ?? base.place,
            confidence: confidence ?? base.confidence)
    }

    private func named(_ name: String, _ line: Int) -> Citation? {
        if let citation = byName[name] { return citation }
        // A pack without readable sources has been told so; each place that names one would only repeat it.
        if byName.isEmpty { return nil }
        guard !problems.isFull else {
            problems.add(line, name)
            return nil
        }
        let hint = problems.hint(for: name, in: byName.keys.sorted())
        let known = "Named sources: \(byName.keys.sorted().prefix(listed).joined(separator: ", "))."
        problems.add(line, "Source \"\(name)\" is not among the sources of this pack. " + (hint ?? known))
        return nil
    }

    private static func citation(_ node: Node, what: String, _ problems: ProblemList) -> Citation? {
        guard let section = Section(node, what: what, keys: keys, problems) else { return nil }
        let title = section.required("title") == nil ? nil : section.words("title")
        let confidence = section.choice(
            "confidence", Confidence.self, "Say how well it is known: V, V-part, S, S-auto or R.")
        guard let title, let confidence else { return nil }
        return Citation(
            title: title, reference: section.optionalText("reference"), place: section.optionalText("place"),
            confidence: confidence)
    }
}
