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
    func read(_ node: Node, _ step: Citation?) -> (Prescription, [SourceNote])? {
        let keys = ["kind", "length", "amount", "per", "wording"]
        guard let section = Section(node, what: what, keys: keys, problems) else { return nil }
        let kind = section.choice("kind", MeasureKind.self)
        let lengths = PrescribedReader(
            what: what, key: "length", sources, problems, read: { section.length($0, "length") }, currency: false)
        let amounts = PrescribedReader(
            what: what, key: "amount", sources, problems, read: { section.money($0, what) }, currency: true)
        let length = section.node("length").map { lengths.read($0, step) }
        let amount = section.node("amount").map { amounts.read($0, step) }
        let per = section.has("per") ? section.choice("per", Per.self) : nil
        let wording = section.optionalLocalized("wording")
        guard let kind else { return nil }
        if case .some(.none) = length { return nil }
        if case .some(.none) = amount { return nil }
        let prescription = Prescription(
            kind: kind, length: length??.value, amount: amount??.value, per: per, wording: wording)
        return (prescription, (length??.notes ?? []) + (amount??.notes ?? []))
    }
}

extension Section {
    /// A sum of money such as `EUR 500`, or nil with a problem.
    func money(_ node: Node, _ what: String) -> Amount? {
        let words = node.text?.split(separator: " ") ?? []
        if words.count == 2, words[0].count == 3, words[0].allSatisfy({ ("A"..."Z").contains($0) }),
            let minor = Self.minorUnits(words[1])
        {
            return Amount(minorUnits: minor, currency: String(words[0]))
        }
        problems.add(
            node.line,
            "The amount of \(what) is \"\(node.text ?? "")\". Write it as EUR 500 or EUR 500.50, a maximum as "
                + "{most: EUR 500}, a range as {least: EUR 100, most: EUR 500}.")
        return nil
    }

    private static func minorUnits(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1_000_000_000_000).contains(whole) else { return nil }
        guard parts.count == 2 else { return parts.count == 1 ? whole * 100 : nil }
        guard parts[1].count == 2, let cents = Int(parts[1]), cents >= 0 else { return nil }
        return whole * 100 + cents
    }
}
