import Policy
import Yams

/// Reads the criteria of a pack.
struct CriteriaReader {
    private let root: Section
    private let sources: SourceReader
    private let problems: ProblemList

    init(_ root: Section, _ sources: SourceReader, _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.problems = problems
    }

    /// In the order of the file; `codes` names those too that could not be read.
    func read() -> (criteria: [Criterion], codes: [String]) {
        guard let node = root.node("criteria") else {
            if !root.has("extends") { _ = root.required("criteria", "Name at least one criterion.") }
            return ([], [])
        }
        guard let section = Section(node, what: "\"criteria\"", keys: nil, problems) else { return ([], []) }
        return (section.entries.compactMap { criterion($0.key, $0.value) }, section.entries.map(\.key))
    }

    private func criterion(_ code: String, _ node: Node) -> Criterion? {
        let keys = ["name", "norm", "source", "measured", "quantities"]
        guard let section = Section(node, what: "criterion \"\(code)\"", keys: keys, problems) else { return nil }
        let name = section.localized("name")
        let norm = section.localized("norm")
        let citation = sources.citation(of: section, for: "the norm")
        let quantities = self.quantities(section, code)
        let measured = section.has("measured") ? section.choice("measured", Measured.self) : .optional
        if !quantities.isEmpty { _ = section.required("measured", "Write required or optional.") }
        if measured == .required, quantities.isEmpty {
            problems.add(
                node.line, "\(section.what.capitalizedFirst) requires a measured value but names no quantities.")
        }
        guard let name, let norm, let citation else { return nil }
        return Criterion(
            code: code, name: name, norm: norm, citation: citation, needsMeasuredValue: measured == .required,
            quantities: quantities)
    }

    private enum Measured: String, CaseIterable { case required, optional }

    private func quantities(_ criterion: Section, _ code: String) -> [Quantity] {
        guard let node = criterion.node("quantities"),
            let section = Section(node, what: "\"quantities\" of criterion \"\(code)\"", keys: nil, problems)
        else { return [] }
        return section.entries.compactMap { quantity($0.key, $0.value) }
    }

    private func quantity(_ unit: String, _ node: Node) -> Quantity? {
        let what = "quantity \"\(unit)\""
        guard let section = Section(node, what: what, keys: ["name", "bound", "limit", "source"], problems) else {
            return nil
        }
        let name = section.localized("name")
        let bound = section.choice("bound", Quantity.Bound.self)
        let citation = sources.citation(of: section, for: "the limit")
        guard let limit = section.required("limit"), let name, let bound, let citation else { return nil }
        let value = limit.isUnknown ? nil : section.number(limit, "limit")
        return Quantity(unit: unit, name: name, bound: bound, limit: Sourced(value, citation))
    }
}
