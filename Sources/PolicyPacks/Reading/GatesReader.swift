import Policy
import Yams

/// Reads gates: what must hold before a violation, a step or a choice counts.
struct GatesReader {
    private let owner: Section
    private let sources: SourceReader

    init(_ owner: Section, _ sources: SourceReader) {
        self.owner = owner
        self.sources = sources
    }

    /// - Parameters:
    ///   - key: where they stand, such as `gates`.
    ///   - word: what messages call one of them.
    func read(_ key: String = "gates", _ word: String = "gate", test: Gate.Test? = nil) -> [Gate] {
        owner.entries(key).compactMap { gate($0.key, $0.value, word, test) }
    }

    private static let keys = [
        "name", "requires", "source", "effect", "unanswered", "from_step", "pattern", "notice", "first_within",
        "otherwise",
    ]

    private func gate(_ code: String, _ node: Node, _ word: String, _ fixed: Gate.Test?) -> Gate? {
        let keys = fixed == nil ? Self.keys : ["name", "requires", "source", "unanswered"]
        guard let section = Section(node, what: "\(word) \"\(code)\"", keys: keys, owner.problems) else { return nil }
        let name = section.localized("name")
        let requirement = section.localized("requires")
        let citation = sources.citation(of: section, for: "the \(word)")
        let test = fixed ?? test(section)
        let effect = section.has("effect") ? section.choice("effect", Gate.Effect.self) : .mustHold
        let unanswered =
            section.has("unanswered") ? section.choice("unanswered", Gate.Unanswered.self) : .personDecides
        let step = section.node("from_step").map { section.whole($0, "from_step", from: 1) } ?? 1
        let otherwise = section.node("otherwise").map { self.otherwise($0, section, citation) }
        guard let name, let requirement, let citation, let test, let effect, let unanswered, let step else {
            return nil
        }
        if case .some(.none) = otherwise { return nil }
        return Gate(
            code: code, name: name, requirement: requirement, citation: citation, test: test, effect: effect,
            unanswered: unanswered, fromStep: step, otherwise: otherwise??.outcome,
            otherwiseReason: otherwise??.reason)
    }

    /// What follows where the gate does not hold: `unknown`, or an outcome as a step has one.
    private func otherwise(_ node: Node, _ gate: Section, _ citation: Citation?) -> Step? {
        let what = "\"otherwise\" of \(gate.what)"
        for key in ["effect", "from_step"] where gate.has(key) {
            gate.problems.add(
                node.line,
                "\(what.capitalizedFirst) says what follows where the gate stops the violation, so it does not go with "
                    + "\"\(key)\". Leave one of them out.")
            return nil
        }
        if node.isUnknown { return citation.map { Step(.unknown(Gap(.step, citation: $0)), notes: []) } }
        let keys = OutcomeReader.keys + ["reason", "source"]
        guard let section = Section(node, what: what, keys: keys, gate.problems) else { return nil }
        let own = section.has("source") ? sources.citation(of: section, for: "it") : citation
        let reason = section.optionalLocalized("reason")
        return OutcomeReader(section, sources, label: "otherwise: ").read(own).map {
            Step($0.outcome, notes: $0.notes, reason: reason)
        }
    }

    private func test(_ section: Section) -> Gate.Test? {
        let given = ["pattern", "notice", "first_within"].filter(section.has)
        if given.count > 1 {
            section.problems.add(
                section.line, "\(section.what.capitalizedFirst) has \(given.joined(separator: " and ")). Keep one.")
            return nil
        }
        switch given.first {
        case "pattern": return section.node("pattern").flatMap { pattern($0, section) }.map { .pattern($0) }
        case "notice": return section.node("notice").flatMap { notice($0, section) }
        case "first_within":
            return section.node("first_within").flatMap { section.length($0, "first_within") }.map { .firstWithin($0) }
        default: return .person
        }
    }

    private func pattern(_ node: Node, _ gate: Section) -> Pattern? {
        let what = "\"pattern\" of \(gate.what)"
        let keys = ["incidents", "reporters", "within", "metres"]
        guard let section = Section(node, what: what, keys: keys, gate.problems) else { return nil }
        _ = section.required("incidents", "Say how many distinct incidents make a pattern, or unknown.")
        _ = section.required("within", "Say in which period, such as 6 months, or unknown.")
        let nodes = keys.compactMap(section.node)
        func known<Value>(_ key: String, _ read: (Node) -> Value?) -> Value? {
            section.node(key).flatMap { $0.isUnknown ? nil : read($0) }
        }
        return Pattern(
            incidents: known("incidents") { section.whole($0, "incidents", from: 2) },
            reporters: known("reporters") { section.whole($0, "reporters", from: 1) },
            within: known("within") { section.length($0, "within") },
            metres: known("metres") { section.number($0, "metres") }, isOpen: nodes.contains(where: \.isUnknown))
    }

    private func notice(_ node: Node, _ gate: Section) -> Gate.Test? {
        let what = "\"notice\" of \(gate.what)"
        guard let section = Section(node, what: what, keys: ["term"], gate.problems),
            let term = section.required("term", "Say how long after the notice it counts, such as 30 days, or unknown.")
        else { return nil }
        if term.isUnknown { return .notice(term: nil) }
        return section.length(term, "term").map { .notice(term: $0) }
    }
}
