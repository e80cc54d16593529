import Policy
import Yams

/// Reads one measure: its kind, length, amount and the pack's own wording.
struct MeasureReader {
    private let what: String
    private let sources: SourceReader
    private let problems: ProblemList

    init(what: String, _ sources: SourceReader, _ problems: ProblemList) {
        self.what = what
        self.sources = sources
        self.problems = problems
    }

    /// - Parameter step: the citation of the step, which holds for numbers without one of their own.
    func read(_ node: Node, _ step: Citation?) -> (Measure, [SourceNote])? {
        guard let section = Section(node, what: what, keys: ["kind", "length", "amount", "wording"], problems) else {
            return nil
        }
        let kind = section.choice("kind", MeasureKind.self)
        var notes: [SourceNote] = []
        let length = section.node("length").flatMap {
            value($0, "length", step, &notes) { section.length($0, "length") }
        }
        let amount = section.node("amount").flatMap { value($0, "amount", step, &notes) { money($0) } }
        let wording = section.optionalLocalized("wording")
        guard let kind else { return nil }
        return (Measure(kind: kind, length: length, amount: amount, wording: wording), notes)
    }

    /// A plain value, or `{value: ..., source: ...}` when its source is not that of the step.
    private func value<Value>(
        _ node: Node, _ key: String, _ step: Citation?, _ notes: inout [SourceNote], _ parse: (Node) -> Value?
    ) -> Value? {
        var (plain, citation) = (node, step)
        if case .mapping = node {
            guard let section = Section(node, what: "\"\(key)\" of \(what)", keys: ["value", "source"], problems),
                let inner = section.required("value")
            else { return nil }
            (plain, citation) = (inner, sources.citation(of: section, for: "this \(key)"))
        }
        if let citation { notes.append(SourceNote(what: key, value: plain.text ?? "", citation: citation)) }
        return parse(plain)
    }

    private func money(_ node: Node) -> Amount? {
        let words = node.text?.split(separator: " ") ?? []
        if words.count == 2, words[0].count == 3, words[0].allSatisfy({ ("A"..."Z").contains($0) }),
            let minor = minorUnits(words[1])
        {
            return Amount(minorUnits: minor, currency: String(words[0]))
        }
        problems.add(node.line, "The amount of \(what) is \"\(node.text ?? "")\". Write it as EUR 500 or EUR 500.50.")
        return nil
    }

    private func minorUnits(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1_000_000_000_000).contains(whole) else { return nil }
        guard parts.count == 2 else { return parts.count == 1 ? whole * 100 : nil }
        guard parts[1].count == 2, let cents = Int(parts[1]), cents >= 0 else { return nil }
        return whole * 100 + cents
    }
}
