import Policy
import Yams

/// Reads the criteria of a pack. One that the extended pack has too is filled from it, key by key.
struct CriteriaReader {
    private let root: Section
    private let sources: SourceReader
    private let base: [Criterion]
    private let problems: ProblemList

    init(_ root: Section, _ sources: SourceReader, base: [Criterion], _ problems: ProblemList) {
        self.root = root
        self.sources = sources
        self.base = base
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

    private static let keys = [
        "name", "norm", "source", "class", "group", "provision", "measured", "quantities", "evidence",
    ]

    private func criterion(_ code: String, _ node: Node) -> Criterion? {
        guard let section = Section(node, what: "criterion \"\(code)\"", keys: Self.keys, problems) else { return nil }
        let base = base.first { $0.code == code }
        let name = base != nil && !section.has("name") ? base?.name : section.localized("name")
        let norm = base != nil && !section.has("norm") ? base?.norm : section.localized("norm")
        let citation =
            base != nil && !section.has("source") ? base?.citation : sources.citation(of: section, for: "the norm")
        let quantities = self.quantities(section, base)
        let isNeeded = needsMeasuredValue(section, quantities, base)
        let evidence =
            section.has("evidence")
            ? GatesReader(section, sources).read("evidence", "evidence", test: .evidence) : base?.evidence ?? []
        guard let name, let norm, let citation else { return nil }
        return Criterion(
            code: code, name: name, norm: norm, citation: citation,
            severity: section.optionalText("class") ?? base?.severity,
            group: section.optionalText("group") ?? base?.group,
            provision: section.optionalText("provision") ?? base?.provision, needsMeasuredValue: isNeeded,
            quantities: quantities, evidence: evidence)
    }

    private enum Measured: String, CaseIterable { case required, optional }

    private func needsMeasuredValue(_ section: Section, _ quantities: [Quantity], _ base: Criterion?) -> Bool {
        if let base, !section.has("measured") { return base.needsMeasuredValue }
        let measured = section.has("measured") ? section.choice("measured", Measured.self) : .optional
        if !quantities.isEmpty { _ = section.required("measured", "Write required or optional.") }
        // Quantities that could not be read have been told.
        if measured == .required, quantities.isEmpty, section.node("quantities")?.mapping?.isEmpty ?? true {
            problems.add(
                section.line, "\(section.what.capitalizedFirst) requires a measured value but names no quantities.")
        }
        return measured == .required
    }

    private func quantities(_ criterion: Section, _ base: Criterion?) -> [Quantity] {
        let own = criterion.entries("quantities").compactMap { entry in
            quantity(entry.key, entry.value, base?.quantities.first { $0.unit == entry.key })
        }
        let kept = (base?.quantities ?? []).map { one in own.first { $0.unit == one.unit } ?? one }
        return kept + own.filter { one in !kept.contains { $0.unit == one.unit } }
    }

    private func quantity(_ unit: String, _ node: Node, _ base: Quantity?) -> Quantity? {
        let what = "quantity \"\(unit)\""
        guard let section = Section(node, what: what, keys: ["name", "bound", "limit", "local", "source"], problems)
        else {
            return nil
        }
        let name = base != nil && !section.has("name") ? base?.name : section.localized("name")
        let bound =
            base != nil && !section.has("bound") ? base?.bound : section.choice("bound", Quantity.Bound.self)
        let citation = sources.citation(of: section, for: "the limit")
        guard let limit = section.required("limit"), let name, let bound, let citation else { return nil }
        let value = limit.isUnknown ? nil : section.number(limit, "limit")
        if let base, base.bound == .ceiling, let ceiling = base.limit.value, let value, value > ceiling {
            problems.add(
                limit.line,
                "The limit \(limit.text ?? "") of \(what) is above \(ceiling == ceiling.rounded() ? "\(Int(ceiling))" : "\(ceiling)"), the ceiling of the pack that is extended."
                    + " Lower it.")
        }
        let local = section.has("local") ? section.choice("local", Quantity.Local.self) : base?.local
        if let base, base.local == .stricter { keepStrict(section, limit, value, bound, base) }
        return Quantity(
            unit: unit, name: name, bound: bound, limit: Sourced(value, citation), local: base?.local ?? local)
    }

    /// Refuses a limit that is looser than the one of the pack that is extended, where that allows stricter ones alone.
    private func keepStrict(
        _ quantity: Section, _ limit: Node, _ value: Double?, _ bound: Quantity.Bound, _ base: Quantity
    ) {
        guard let before = base.limit.value else { return }
        let rule = "\(plain(before)) of the pack that is extended, which a local pack may make stricter only"
        if bound != base.bound {
            problems.add(
                quantity.node("bound")?.line ?? limit.line,
                "\(quantity.what.capitalizedFirst) has another bound than the \(rule). Leave \"bound\" out.")
            return
        }
        let isLooser = value.map { bound == .atLeast ? $0 < before : $0 > before } ?? true
        guard isLooser else { return }
        let found = value == nil ? "unknown" : bound == .atLeast ? "below" : "above"
        problems.add(
            limit.line,
            "The limit \(limit.text ?? "") of \(quantity.what) is \(found == "unknown" ? "not " : "\(found) ")the \(rule). "
                + "\(value == nil ? "State it, or leave the quantity out." : bound == .atLeast ? "Raise it." : "Lower it.")"
        )
    }
}
