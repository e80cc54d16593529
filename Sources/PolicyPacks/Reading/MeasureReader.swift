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
