import Policy
import Yams

/// Reads what happens when several criteria fail in one inspection.
struct CombinationReader {
    private let root: Section
    private let sources: SourceReader
    private let problems: ProblemList

    init(_ root: Section, _ sources: SourceReader, _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.problems = problems
    }

    func read(_ ladders: [Ladder]) -> Combination? {
        let hint = "Declare what happens when several criteria fail in one inspection."
        guard let node = root.required("combination", hint),
            let section = Section(
                node, what: "\"combination\"", keys: ["several_criteria", "mild_to_heavy", "source"], problems)
        else { return nil }
        let rule = section.choice("several_criteria", Combination.Rule.self)
        let citation = sources.citation(of: section, for: "the rule")
        let order = section.has("mild_to_heavy") ? section.choices("mild_to_heavy", MeasureKind.self) : []
        if rule == .heaviestAbsorbs { checkOrder(order, ladders, node.line) }
        guard let rule, let citation else { return nil }
        return Combination(rule: rule, citation: citation, order: order)
    }

    private func checkOrder(_ order: [MeasureKind], _ ladders: [Ladder], _ line: Int) {
        let used = ladders.flatMap(\.steps).compactMap { step in
            if case .measure(let measure) = step.outcome { measure.kind } else { nil }
        }
        for kind in MeasureKind.allCases where used.contains(kind) && !order.contains(kind) {
            problems.add(line, "\"mild_to_heavy\" does not place \"\(kind.rawValue)\", which a step of this pack uses.")
        }
    }
}
