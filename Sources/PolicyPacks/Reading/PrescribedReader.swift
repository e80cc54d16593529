import Policy
import Yams

/// Reads a length or an amount: a value, a range, a value per type or tier, a computation, or `unknown`.
struct PrescribedReader<Value: Sendable & Equatable> {
    private let what: String
    private let key: String
    private let sources: SourceReader
    private let problems: ProblemList
    private let readValue: (Node) -> Value?
    private let isMoney: Bool

    init(
        what: String, key: String, _ sources: SourceReader, _ problems: ProblemList,
        read: @escaping (Node) -> Value?, currency: Bool
    ) {
        self.what = what
        self.key = key
        self.sources = sources
        self.problems = problems
        readValue = read
        isMoney = currency
    }

    private static var forms: [String] { ["value", "least", "most", "by", "base"] }

    /// - Parameter step: the citation that holds without one of its own.
    func read(_ node: Node, _ step: Citation?) -> (value: Prescribed<Value>, notes: [SourceNote])? {
        guard case .mapping = node else {
            tellNothing(node)
            return plain(node, step)
        }
        let keys = Self.forms + ["values", "times", "rate", "plus", "at_least", "at_most", "currency", "source"]
        guard let section = Section(node, what: "\"\(key)\" of \(what)", keys: keys, problems) else { return nil }
        let citation = section.has("source") ? sources.citation(of: section, for: "this \(key)") : step
        if let value = section.node("value") {
            if !section.has("source") { _ = sources.citation(of: section, for: "this \(key)") }
            tellNothing(value)
            return plain(value, citation)
        }
        let read: (value: Prescribed<Value>, text: String)? =
            if section.has("base") { computed(section) } else if section.has("by") {
                byAttribute(section, citation)
            } else { range(section, citation) }
        guard let read else { return nil }
        return (read.value, citation.map { [SourceNote(what: key, value: read.text, citation: $0)] } ?? [])
    }

    private func plain(_ node: Node, _ citation: Citation?) -> (value: Prescribed<Value>, notes: [SourceNote])? {
        let notes = citation.map { [SourceNote(what: key, value: node.text ?? "", citation: $0)] } ?? []
        if node.isUnknown { return citation.map { (.unknown(Gap(.amount, citation: $0)), notes) } }
        return readValue(node).map { (.exact($0), notes) }
    }

    /// A sum of nothing is no measure.
    private func tellNothing(_ node: Node) {
        let words = node.text?.split(separator: " ") ?? []
        guard isMoney, words.count == 2, words[1].contains("0"), words[1].allSatisfy({ $0 == "0" || $0 == "." }) else {
            return
        }
        problems.add(
            node.line,
            "\"\(key)\" of \(what) is \(node.text ?? ""), which is nothing. Write the sum, unknown where the source does not "
                + "state it, or another measure, such as a warning.")
    }

    private func range(_ section: Section, _ citation: Citation?) -> (value: Prescribed<Value>, text: String)? {
        guard section.has("least") || section.has("most") else {
            problems.add(
                section.line,
                "\(section.what.capitalizedFirst) must have \"value\", \"least\" or \"most\", \"by\", or \"base\".")
            return nil
        }
        let ends = ["least", "most"].map { end in
            section.node(end).map { node in
                // A range may begin with nothing.
                if case .scalar = node, end == "least" { plain(node, citation) } else { read(node, citation) }
            }
        }
        for end in ends { if case .some(.none) = end { return nil } }
        if case .exact(let least)? = ends[0]??.value, case .exact(let most)? = ends[1]??.value,
            isReversed(least, most)
        {
            tellReversed("least", "most", section)
        }
        let text = ["least", "most"].compactMap { end in section.node(end)?.text.map { "\(end) \($0)" } }
        return (.range(least: ends[0]??.value, most: ends[1]??.value), text.joined(separator: ", "))
    }

    /// Whether the lower end lies above the upper one.
    private func isReversed(_ least: Value, _ most: Value) -> Bool {
        switch (least, most) {
        case (let least as Amount, let most as Amount):
            return least.currency == most.currency && least.minorUnits > most.minorUnits
        case (let least as Length, let most as Length):
            let day = LocalDate.distantPast
            return day.adding(least) > day.adding(most)
        default: return false
        }
    }

    private func tellReversed(_ least: String, _ most: String, _ section: Section) {
        problems.add(
            section.node(most)?.line ?? section.line,
            "\(section.what.capitalizedFirst) has \(least) \(section.node(least)?.text ?? "") and \(most) "
                + "\(section.node(most)?.text ?? ""): the lower end lies above the upper one. Exchange them, or correct one."
        )
    }

    private func byAttribute(_ section: Section, _ citation: Citation?) -> (value: Prescribed<Value>, text: String)? {
        guard let attribute = section.requiredText("by"), section.required("values") != nil else { return nil }
        let entries = section.entries("values")
        var values: [String: Prescribed<Value>] = [:]
        for entry in entries { values[entry.key] = read(entry.value, citation)?.value }
        guard values.count == entries.count, !values.isEmpty else { return nil }
        let text = entries.map { "\($0.key): \($0.value.text ?? "")" }.joined(separator: ", ")
        return (.by(attribute: attribute, values), "by \(attribute), \(text)")
    }

    private func computed(_ section: Section) -> (value: Prescribed<Value>, text: String)? {
        guard let base = section.requiredText("base") else { return nil }
        if let rate = section.node("rate") { return rated(base, rate, section) }
        let times = section.node("times").map { section.number($0, "times") } ?? 1
        let bounds = ["plus", "at_least", "at_most"].map { key in section.node(key).map { whole($0, section) } }
        for bound in bounds { if case .some(.none) = bound { return nil } }
        let currency = isMoney ? section.requiredText("currency", "Say in which currency, such as EUR.") : nil
        guard let times, !isMoney || currency != nil else { return nil }
        tellReversedBounds(bounds[1] ?? nil, bounds[2] ?? nil, section)
        let computation = Computation(
            base: base, thousandths: Int((min(times, 1_000_000) * 1000).rounded()), plus: (bounds[0] ?? nil) ?? 0,
            atLeast: bounds[1] ?? nil, atMost: bounds[2] ?? nil, currency: currency)
        let text = "\(section.node("times")?.text ?? "1") × \(base)"
        return (.computed(computation), text)
    }

    /// So much money for each one of the figure.
    private func rated(
        _ base: String, _ node: Node, _ section: Section
    ) -> (value: Prescribed<Value>, text: String)? {
        guard isMoney, !section.has("times") else {
            problems.add(
                node.line,
                "\"rate\" of \(section.what) is a sum of money for each one of \(base). "
                    + (isMoney ? "Leave \"times\" out." : "A length has none; write \"times\"."))
            return nil
        }
        let keys = ["plus", "at_least", "at_most"]
        let bounds = keys.map { key in section.node(key).map { readValue($0) as? Amount } }
        guard let rate = readValue(node) as? Amount, bounds.allSatisfy({ $0 != .some(.none) }) else { return nil }
        let stated = zip(keys, bounds).compactMap { key, bound in bound.flatMap { $0 }.map { (key, $0.currency) } }
        let currencies = stated + (section.optionalText("currency").map { [("currency", $0)] } ?? [])
        if let (key, other) = currencies.first(where: { $0.1 != rate.currency }) {
            problems.add(
                section.node(key)?.line ?? node.line,
                "\"\(key)\" of \(section.what) is in \(other), but the rate is in \(rate.currency). "
                    + "Write both in one currency.")
            return nil
        }
        let minor = bounds.map { $0.flatMap { $0 }?.minorUnits }
        tellReversedBounds(minor[1], minor[2], section)
        let computation = Computation(
            base: base, rate: rate, plus: minor[0] ?? 0, atLeast: minor[1], atMost: minor[2])
        return (.computed(computation), "\(node.text ?? "") × \(base)")
    }

    private func tellReversedBounds(_ least: Int?, _ most: Int?, _ section: Section) {
        guard let least, let most, least > most else { return }
        tellReversed("at_least", "at_most", section)
    }

    /// Minor units of an amount, or whole days of a length.
    private func whole(_ node: Node, _ section: Section) -> Int? {
        switch readValue(node) {
        case let amount as Amount: return amount.minorUnits
        case let length as Length where length.unit == .days: return length.value
        case let length as Length where length.unit == .weeks: return 7 * length.value
        case nil: return nil
        default:
            problems.add(node.line, "\(section.what.capitalizedFirst) is worked out in days. Write days or weeks.")
            return nil
        }
    }
}
