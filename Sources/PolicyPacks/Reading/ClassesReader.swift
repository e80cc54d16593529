import Policy
import Yams

/// Reads the severity classes, and how a repeat raises a violation from one to the next.
struct ClassesReader {
    private let root: Section
    private let sources: SourceReader
    private let base: [SeverityClass]

    init(_ root: Section, _ sources: SourceReader, base: [SeverityClass]) {
        self.root = root
        self.sources = sources
        self.base = base
    }

    func read() -> [SeverityClass] {
        let entries = root.entries("classes")
        let codes = base.map(\.code) + entries.map(\.key)
        let own = entries.compactMap { severity($0.key, $0.value, codes) }
        return base.map { one in own.first { $0.code == one.code } ?? one }
            + own.filter { one in !base.contains { $0.code == one.code } }
    }

    private func severity(_ code: String, _ node: Node, _ codes: [String]) -> SeverityClass? {
        let what = "class \"\(code)\""
        guard let section = Section(node, what: what, keys: ["name", "raised", "source"], root.problems) else {
            return nil
        }
        let name = section.localized("name")
        let citation = sources.citation(of: section, for: "the class")
        let raise = section.node("raised").map { self.raise($0, of: code, section, codes) }
        guard let name, let citation else { return nil }
        if case .some(.none) = raise { return nil }
        return SeverityClass(code: code, name: name, citation: citation, raise: raise ?? nil)
    }

    private func raise(
        _ node: Node, of code: String, _ severity: Section, _ codes: [String]
    ) -> SeverityClass.Raise? {
        let what = "\"raised\" of \(severity.what)"
        let keys = ["to", "by"] + CountingReader.keys
        guard let section = Section(node, what: what, keys: keys, root.problems),
            let to = section.requiredText("to", "Name the class that a repeat raises it to.")
        else { return nil }
        if !codes.contains(to) {
            root.problems.add(
                section.line, "Class \"\(to)\" of \(what) is not known. \(listing(codes))")
        }
        if let own = codes.firstIndex(of: code), let other = codes.firstIndex(of: to), other < own {
            root.problems.add(
                section.line,
                "\(what.capitalizedFirst) leads to class \"\(to)\", which stands before it and so is milder. Name a class that "
                    + "stands after it, or put the classes in order, from mild to severe.")
        }
        if to == code {
            root.problems.add(
                section.line,
                "\(what.capitalizedFirst) leads to the same class. Name the class that a repeat raises it to.")
        }
        let reaches = section.declared(
            "by", SeverityClass.Raise.Reach.self, "Say whether it rises by one_class or every_class that it repeats.",
            sources)
        let counting = CountingReader(section, sources).read()
        guard let reaches, let counting else { return nil }
        return SeverityClass.Raise(to: to, counting: counting, reaches: reaches.choices)
    }
}
