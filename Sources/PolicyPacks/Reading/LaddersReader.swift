import Policy
import Yams

/// Reads the ladders of a pack.
struct LaddersReader {
    private let root: Section
    private let sources: SourceReader
    private let known: Known
    private let base: [Ladder]
    private let problems: ProblemList

    /// The codes that ladders may name; nil accepts any, because the pack that is extended was not found.
    struct Known {
        var criteria: [String]?
        var classes: [String]?
    }

    init(_ root: Section, _ sources: SourceReader, _ known: Known, base: [Ladder], _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.known = known
        self.base = base
        self.problems = problems
    }

    /// Those of the pack that is extended, each replaced or filled by its namesake here, then the others in the order
    /// of the file.
    func read() -> [Ladder] {
        guard let node = root.node("ladders"),
            let section = Section(node, what: "\"ladders\"", keys: nil, problems)
        else { return base }
        var own: [Ladder] = []
        for entry in section.entries {
            guard let ladder = ladder(entry.key, entry.value) else { continue }
            for other in own { refuseOverlap(ladder, other, entry.value.line) }
            own.append(ladder)
        }
        let kept = base.map { ladder in own.first { $0.id == ladder.id } ?? ladder }
        return kept + own.filter { ladder in !base.contains { $0.id == ladder.id } }
    }

    private static let keys =
        ["criteria", "classes", "subject", "outlets"] + CountingReader.keys
        + ["counts", "gates", "skips", "steps", "beyond"]

    private func ladder(_ id: String, _ node: Node) -> Ladder? {
        guard let section = Section(node, what: "ladder \"\(id)\"", keys: Self.keys, problems) else { return nil }
        let base = base.first { $0.id == id }
        let (criteria, classes) = climbers(section, base)
        let subject =
            section.has("subject") ? section.choice("subject", Ladder.Subject.self) : base?.subject ?? .licensee
        let outlets = section.has("outlets") ? section.texts("outlets") : base?.outletTypes ?? []
        let counts = self.counts(section, base)
        let steps = StepsReader(section, sources, base: base)
        let (read, beyond) = steps.read()
        let gates = section.has("gates") ? GatesReader(section, sources).read() : base?.gates ?? []
        let skips = section.has("skips") ? steps.skips() : base?.skips ?? []
        guard let subject, let counts, let beyond else { return nil }
        return Ladder(
            id: id, criteria: criteria, classes: classes, subject: subject, outletTypes: outlets, counts: counts,
            gates: gates, skips: skips, steps: read, beyond: beyond)
    }

    private func counts(_ section: Section, _ base: Ladder?) -> [CountingRule]? {
        let entries = section.entries("counts")
        guard section.has("counts") else {
            let states = CountingReader.keys.contains(where: section.has)
            if let base, base.counts.count > 1, !states { return base.counts }
            return CountingReader(section, sources, base: base?.counts.first).read().map { [$0] }
        }
        for key in CountingReader.keys where section.has(key) {
            problems.add(
                section.node(key)?.line ?? section.line,
                "\(section.what.capitalizedFirst) has both \"counts\" and \"\(key)\". State \"\(key)\" in each count.")
        }
        let rules = entries.map { entry -> CountingRule? in
            let what = "count \"\(entry.key)\" of \(section.what)"
            let inner = Section(entry.value, what: what, keys: CountingReader.keys, problems)
            let base = base?.counts.first { $0.id == entry.key }
            return inner.flatMap { CountingReader($0, sources, base: base).read(id: entry.key) }
        }
        let all = rules.compactMap { $0 }
        return all.count == rules.count && !all.isEmpty ? all : nil
    }

    private func climbers(_ section: Section, _ base: Ladder?) -> (criteria: [String], classes: [String]) {
        if section.has("criteria"), section.has("classes") {
            problems.add(
                section.line, "\(section.what.capitalizedFirst) names both criteria and classes. Keep one of them.")
        }
        if section.has("classes") {
            return ([], section.texts("classes").filter { isKnown($0, known.classes, "Class", section, "classes") })
        }
        if !section.has("criteria"), let base { return (base.criteria, base.classes) }
        guard let node = section.required("criteria", "List the criteria that climb it, such as [J].") else {
            return ([], [])
        }
        guard case .sequence(let list) = node, !list.isEmpty else {
            problems.add(node.line, "\"criteria\" of \(section.what) must be a list, such as [J].")
            return ([], [])
        }
        let codes = section.texts("criteria").filter { isKnown($0, known.criteria, "Criterion", section, "criteria") }
        return (codes, [])
    }

    private func isKnown(_ code: String, _ known: [String]?, _ word: String, _ section: Section, _ key: String) -> Bool
    {
        guard let known, !known.contains(code) else { return true }
        problems.add(
            section.node(key)?.line ?? section.line,
            "\(word) \"\(code)\" of \(section.what) is not known. \(listing(known))")
        return false
    }

    /// A violation may climb one ladder per subject and type of outlet.
    private func refuseOverlap(_ one: Ladder, _ other: Ladder, _ line: Int) {
        guard one.meets(other) else { return }
        for code in one.criteria where other.criteria.contains(code) {
            problems.add(
                line, "Criterion \(code) is in the ladders \"\(other.id)\" and \"\(one.id)\". Keep it in one.")
        }
        for code in one.classes where other.classes.contains(code) {
            problems.add(line, "Class \(code) is in the ladders \"\(other.id)\" and \"\(one.id)\". Keep it in one.")
        }
    }
}
