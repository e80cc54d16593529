/// Where every possible history of one criterion leads, before anything else is looked at.
struct ProofPositions {
    var cover = Cover<Position>()
    /// Positions with an earlier violation less and with it, as pairs.
    var worse: [(less: Int, more: Int)] = []
    /// The positions without any earlier violation.
    var first: [Int] = []

    /// Everything that the later stages read of a history.
    struct Position: Hashable {
        var evaluations: [Evaluation]
        /// Whether each period of the scope is free of violations.
        var compliant: [Bool]
        var days: Int?
        var type: String?
        var hasIndividual: Bool
    }

    /// What is known beside the history.
    struct Setting: Hashable {
        var days: Int?
        var type: String?
        var hasIndividual: Bool
    }
}

extension Prover {
    /// Every set of up to one violation more than the last step needs, under every setting.
    func positions(_ scope: ProofScope) throws(TooLarge) -> ProofPositions {
        let code = pack.criteria[scope.criterion]
        let place = scope.ladders.first.map { ["ladders", $0.ladder.id] } ?? ["criteria", code]
        guard let kinds = PastKinds(scope, limit: limit) else {
            let readings = scope.variants.count / 2
            let part =
                "one earlier violation of criterion \(code) alone has \(PastValues(scope).size) combinations of "
                + "attributes, and what its rules leave open has \(readings) readings"
            throw TooLarge(place: place, part: part)
        }
        let settings = settings(scope)
        let part =
            "the histories of criterion \(code) are too many: up to \(scope.mostEvents) earlier violations of "
            + "\(kinds.kinds.count) kinds that its rules tell apart, and \(settings.count) settings of outlet, person and "
            + "duration"
        let histories = try histories(kinds, scope, place, part)
        try spend(product(histories.all.count, settings.count), place, part)
        return positions(histories, kinds, settings, scope)
    }

    /// The histories that the rules can tell apart: kind after kind, none or more of each, equal ones once.
    private func histories(
        _ kinds: PastKinds, _ scope: ProofScope, _ place: [String], _ part: String
    ) throws(TooLarge) -> Cover<HistoryState> {
        var states = Cover<HistoryState>()
        states.add(HistoryState(kinds, scope), 1, scope.facts)
        for kind in kinds.kinds where !kind.isInert {
            var next = states
            for state in states.all {
                var (key, facts) = (state.key, state.witness)
                let room = scope.mostEvents - key.events
                for copies in stride(from: 1, through: room, by: 1) {
                    if key.looksAtDays { try spend(1, place, part) }
                    facts = facts.adding(kind.fact)
                    key = key.adding(kind, kinds.caps, facts, scope)
                    next.add(key, product(state.weight, multisets(kind.weight, copies)), facts)
                }
            }
            states = next
            guard states.all.count <= limit else { throw TooLarge(place: place, part: part) }
        }
        return states
    }

    /// Decides every history under every setting, and pairs it with every history that has a violation more.
    private func positions(
        _ histories: Cover<HistoryState>, _ kinds: PastKinds, _ settings: [ProofPositions.Setting],
        _ scope: ProofScope
    ) -> ProofPositions {
        var (positions, seen) = (ProofPositions(), Set<[Int]>())
        // Violations that change nothing fill up a history in any number.
        let inert = kinds.kinds.first(where: \.isInert)?.weight ?? 0
        let places = histories.all.map { history in
            let room = scope.mostEvents - history.key.events
            let ways = (0...max(0, room)).reduce(0) { sum($0, multisets(inert, $1)) }
            let weight = product(history.weight, ways)
            return settings.map { place(history.witness, weight, $0, scope, &positions) }
        }
        positions.first = places.first ?? []
        for (index, history) in histories.all.enumerated() where history.key.events < scope.mostEvents {
            for kind in kinds.kinds where !kind.isInert {
                let key = history.key.adding(kind, kinds.caps, history.witness.adding(kind.fact), scope)
                guard let more = histories.place(key), more != index else { continue }
                for (before, after) in zip(places[index], places[more]) where before != after {
                    if seen.insert([before, after]).inserted { positions.worse.append((before, after)) }
                }
            }
        }
        return positions
    }

    /// Decides one history under one setting.
    private func place(
        _ history: Facts, _ weight: Int, _ setting: ProofPositions.Setting, _ scope: ProofScope,
        _ positions: inout ProofPositions
    ) -> Int {
        var facts = history
        facts.findings[0].days = setting.days
        facts.attributes = setting.type.map { ["type": $0] }
        if !setting.hasIndividual { facts.individual = nil }
        let evaluator = Evaluator(pack: pack, facts: facts)
        return facts.withEvents(pack) { events in
            var evaluations: [Evaluation] = []
            evaluator.evaluate(events, adjusting: false) { evaluations.append($0) }
            let position = ProofPositions.Position(
                evaluations: evaluations, compliant: scope.compliances.map { evaluator.isCompliant(for: $0, events) },
                days: setting.days, type: setting.type, hasIndividual: setting.hasIndividual)
            return positions.cover.add(position, weight, facts)
        }
    }

    /// The types of outlet, whether a person is named, and how long the violation went on, where that matters.
    private func settings(_ scope: ProofScope) -> [ProofPositions.Setting] {
        let named = Set(scope.ladders.flatMap(\.ladder.outletTypes) + (values["type"] ?? [])).sorted()
        let types: [String?] = named.isEmpty ? [nil] : [nil] + named.map(Optional.some) + [Self.unnamed]
        let people = scope.ladders.contains { $0.ladder.subject == .individual } ? [true, false] : [false]
        return types.flatMap { type in
            people.flatMap { person in
                days(scope).map { ProofPositions.Setting(days: $0, type: type, hasIndividual: person) }
            }
        }
    }

    private func days(_ scope: ProofScope) -> [Int?] {
        let continuing = pack.rules.combination.continuing
        if continuing.contains(.violationEachDay) {
            return [nil] + (2...max(2, scope.mostEvents + 1)).map(Optional.some)
        }
        let eachDay =
            continuing.contains(.amountEachDay)
            || scope.ladders.contains { ladder in
                ladder.ladder.outcomes.contains { $0.sanction?.eachFurtherDay != nil }
            }
        return eachDay ? [nil, 2] : [nil]
    }

    /// A value that no rule of the pack names.
    static let unnamed = "a value that the pack does not name"
}

extension Ladder {
    /// What its steps and its skips call for.
    var outcomes: [Step.Outcome] {
        steps.map(\.outcome)
            + skips.compactMap { if case .outcome(let outcome) = $0.target { outcome } else { nil } }
    }
}

extension Step.Outcome {
    var sanction: Sanction? { if case .sanction(let sanction) = self { sanction } else { nil } }
}
