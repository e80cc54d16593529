/// Where every possible history of one criterion leads, before anything else is looked at.
struct ProofPositions {
    var cover = Cover<Position, Facts>()
    /// By position and setting that lead to it, the histories.
    private(set) var histories: [[Int]] = []
    /// The positions without any earlier violation.
    private(set) var first: [Int] = []
    /// What the rules read of each history.
    private let read: Histories

    init(_ read: Histories) { self.read = read }

    mutating func add(_ position: Position, _ history: Int, _ witness: @autoclosure () -> Facts) {
        let place = cover.add(position, read.all.all[history].weight, witness())
        if place == histories.count { histories.append([]) }
        histories[place].append(history)
        if history == 0 { first.append(place) }
    }

    /// Whether more violations, and nothing else, lead from one position to the other.
    func isWorse(_ more: Int, than less: Int) -> Bool {
        guard cover.all[less].key.setting == cover.all[more].key.setting else { return false }
        return histories[less].contains { before in histories[more].contains { read.isWorse($0, than: before) } }
    }

    /// Everything that the later stages read of a history.
    struct Position: Hashable {
        var evaluations: [Evaluation]
        /// Whether each period of the scope is free of violations.
        var compliant: [Bool]
        var setting: Setting
    }

    /// What is known beside the history.
    struct Setting: Hashable {
        var days: Int?
        var type: String?
        var hasIndividual: Bool
        /// Days of the inspections before; nil: not stated.
        var inspections: [LocalDate]? = []
    }
}

extension Prover {
    /// Every set of up to one violation more than the last step needs, under every setting.
    func positions(_ scope: ProofScope) throws(TooLarge) -> ProofPositions {
        let code = pack.criteria[scope.criterion]
        let place = scope.ladders.first.map { ["ladders", $0.ladder.id] } ?? ["criteria", code]
        guard let kinds = PastKinds(scope, &effort) else {
            let readings = scope.variants.count / 2
            let part =
                "one earlier violation of criterion \(code) alone has \(PastValues(scope).size) combinations of "
                + "attributes, and what its rules leave open has \(readings) readings"
            throw TooLarge(place: place, part: part)
        }
        let settings = try settings(scope)
        let part =
            "the histories of criterion \(code) are too many: up to \(scope.mostEvents) earlier violations of "
            + "\(kinds.kinds.count) kinds that its rules tell apart, and \(settings.count) settings of outlet, person and "
            + "duration"
        guard let histories = histories[kinds.counted] ?? Histories(kinds.counted, &effort, limit: limit) else {
            throw TooLarge(place: place, part: part)
        }
        self.histories[kinds.counted] = histories
        try spend(product(histories.all.all.count, settings.count), place, part)
        return positions(histories, kinds, settings, scope)
    }

    /// Decides every history under every setting.
    private func positions(
        _ histories: Histories, _ kinds: PastKinds, _ settings: [ProofPositions.Setting], _ scope: ProofScope
    ) -> ProofPositions {
        var positions = ProofPositions(histories)
        for (number, history) in histories.all.all.enumerated() {
            let facts = history.witness.reduce(scope.facts) { $0.adding(kinds.kinds[$1].fact) }
            for setting in settings {
                let (position, witness) = position(facts, setting, scope)
                positions.add(position, number, witness)
            }
        }
        return positions
    }

    /// What one history comes to under one setting, before anything but the history is looked at.
    func position(
        _ history: Facts, _ setting: ProofPositions.Setting, _ scope: ProofScope
    ) -> (position: ProofPositions.Position, facts: Facts) {
        var facts = history
        facts.findings[0].days = setting.days
        facts.attributes = setting.type.map { ["type": $0] }
        if !setting.hasIndividual { facts.individual = nil }
        facts.inspections = setting.inspections
        let evaluator = Evaluator(pack: pack, facts: facts)
        return facts.withEvents(pack) { events in
            var evaluations: [Evaluation] = []
            evaluator.evaluate(events, adjusting: false) { evaluations.append($0) }
            let compliant = scope.compliances.map { evaluator.isCompliant(for: $0, events) }
            let position = ProofPositions.Position(evaluations: evaluations, compliant: compliant, setting: setting)
            return (position, facts)
        }
    }

    /// The types of outlet, whether a person is named, how long the violation went on, and which inspections lie before it,
    /// where that matters.
    private func settings(_ scope: ProofScope) throws(TooLarge) -> [ProofPositions.Setting] {
        let visits = try inspections()

        let named = Set(scope.ladders.flatMap(\.ladder.outletTypes) + (values["type"] ?? [])).sorted()
        let types: [String?] = named.isEmpty ? [nil] : [nil] + named.map(Optional.some) + [Self.unnamed]
        let people = scope.ladders.contains { $0.ladder.subject == .individual } ? [true, false] : [false]
        return types.flatMap { type in
            people.flatMap { person in
                days(scope).flatMap { days in
                    visits.map {
                        ProofPositions.Setting(days: days, type: type, hasIndividual: person, inspections: $0)
                    }
                }
            }
        }
    }

    /// How long a violation can go on, where that matters.
    func days(_ scope: ProofScope) -> [Int?] {
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

extension Facts {
    /// The same history with an older violation.
    func adding(_ fact: PastViolation) -> Facts {
        var (facts, fact) = (self, fact)
        // References fall, so that of several on one day the one that was added last comes first.
        let number = 100 - history.count
        (fact.id, fact.reference) = ("violation \(number)", "inspection \(number)")
        facts.history.append(fact)
        return facts
    }
}
