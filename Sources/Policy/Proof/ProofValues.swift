/// What the amounts and lengths of a pack depend on.
extension Prover {
    /// The values that the pack names for each attribute, in any of its tables.
    var values: [String: Set<String>] {
        var values: [String: Set<String>] = [:]
        for outcome in pack.rules.ladders.flatMap(\.outcomes) {
            for prescription in outcome.sanction?.prescriptions ?? [] {
                prescription.length?.tables { values[$0, default: []].formUnion($1) }
                prescription.amount?.tables { values[$0, default: []].formUnion($1) }
            }
        }
        return values
    }

    /// Facts for every value of the attributes and figures that these outcomes depend on.
    func supplied(_ facts: Facts, _ outcomes: [Step.Outcome]) -> [Facts] {
        var (attributes, figures): (Set<String>, [String: [Computation]]) = ([], [:])
        let prescriptions = outcomes.flatMap { $0.sanction?.prescriptions ?? [] }
        let fixed = prescriptions.flatMap(\.written)
        for prescription in prescriptions {
            prescription.length?.tables { name, _ in attributes.insert(name) }
            prescription.amount?.tables { name, _ in attributes.insert(name) }
            for computation in (prescription.length?.computations ?? []) + (prescription.amount?.computations ?? []) {
                guard computation.base != Computation.prescribedDays else { continue }
                figures[computation.base, default: []].append(computation)
            }
        }
        var all = [facts]
        for name in attributes.subtracting(["type"]).sorted() {
            let named: [String?] = [nil] + (values[name] ?? []).sorted().map(Optional.some) + [Self.unnamed]
            all = all.flatMap { facts in
                named.map { value in
                    var facts = facts
                    facts.attributes = facts.attributes ?? [:]
                    facts.attributes?[name] = value
                    return facts
                }
            }
        }
        for name in figures.keys.sorted() {
            let edges: [Int?] =
                [nil] + FigureEdges(figures[name] ?? [], fixed: fixed).values.map(Optional.some)
            all = all.flatMap { facts in
                edges.map { value in
                    var facts = facts
                    facts.figures = facts.figures ?? [:]
                    facts.figures?[name] = value
                    return facts
                }
            }
        }
        return all
    }
}

extension Sanction {
    /// Every measure that it names.
    var prescriptions: [Prescription] { options.flatMap { $0 } + (eachFurtherDay.map { [$0] } ?? []) }
}

extension Prescribed {
    /// Calls `body` for each table by an attribute, with the values that it has a row for.
    func tables(_ body: (String, Set<String>) -> Void) {
        switch self {
        case .by(let attribute, let cases):
            body(attribute, Set(cases.keys))
            for key in cases.keys.sorted() { cases[key]?.tables(body) }
        case .range(let least, let most):
            least?.tables(body)
            most?.tables(body)
        case .exact, .computed, .unknown: break
        }
    }

    var computations: [Computation] {
        switch self {
        case .computed(let computation): [computation]
        case .range(let least, let most): (least?.computations ?? []) + (most?.computations ?? [])
        case .by(_, let cases): cases.keys.sorted().flatMap { cases[$0]?.computations ?? [] }
        case .exact, .unknown: []
        }
    }

    /// Whether the pack says that a part of it is unknown.
    var hasUnknown: Bool {
        switch self {
        case .unknown: true
        case .range(let least, let most): least?.hasUnknown == true || most?.hasUnknown == true
        case .by(_, let cases): cases.values.contains(where: \.hasUnknown)
        case .exact, .computed: false
        }
    }
}
