/// Every combination of the attributes of one earlier violation, cut where a rule of the scope can tell a difference.
struct PastValues {
    private let scope: ProofScope
    private let criteria: [(code: String, weight: Int)]
    private let classes: [String?]
    private let outlets: [String]
    private let operators: [String?]
    private let individuals: [String?]
    private let measures: [MeasureKind?]
    private let days: [When]

    /// The day of a violation, and what else is known about it.
    private struct When {
        var day: LocalDate
        var decided: LocalDate?
        var sameDay: SameDay?
    }

    init(_ scope: ProofScope) {
        self.scope = scope
        let readings = scope.contexts.flatMap(\.rule.readings)
        let follows = Set(readings.map(\.follows))
        criteria = Self.criteria(scope)
        let byClass =
            readings.contains { $0.repeats == .sameClass } || scope.ladders.contains { !$0.ladder.classes.isEmpty }
        classes = [nil] + (byClass ? scope.pack.classes.map(Optional.some) : [])
        let watchesOutlet = !scope.compliances.isEmpty || !follows.isSubset(of: [.operator, .individual])
        outlets = watchesOutlet ? ["this outlet", "another outlet"] : ["this outlet"]
        let watchesOperator = !follows.isDisjoint(with: [.operator, .both, .either])
        operators = watchesOperator ? ["this operator", "another operator", nil] : ["this operator"]
        individuals = follows.contains(.individual) ? ["this person", "another person", nil] : ["this person"]
        measures = Self.measures(scope, readings)
        days = Self.days(scope, readings)
    }

    var size: Int {
        let named = criteria.reduce(0) { $0 + $1.weight }
        let counts = [
            named, classes.count, Standing.allCases.count, outlets.count, operators.count, individuals.count,
            measures.count, days.count,
        ]
        return counts.reduce(1, product)
    }

    func forEach(_ body: (PastViolation, Int) -> Void) {
        for criterion in criteria {
            for severity in classes {
                for standing in [Standing.established, .alleged, .setAside] {
                    for outlet in outlets {
                        for who in operators {
                            for person in individuals {
                                for measure in measures {
                                    for when in days {
                                        let fact = PastViolation(
                                            id: "", criterion: criterion.code, day: when.day, standing: standing,
                                            outlet: outlet, decidedOn: when.decided, reference: "", operator: who,
                                            individual: person, measure: measure, severity: severity,
                                            sameDay: when.sameDay)
                                        body(fact, criterion.weight)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The other criteria by how they relate to this one, with the number of each sort; then one that the pack lacks.
    private static func criteria(_ scope: ProofScope) -> [(code: String, weight: Int)] {
        let pack = scope.pack
        var (all, places): ([(code: String, weight: Int)], [[Int]: Int]) = ([], [:])
        let others = pack.criteria.indices.filter { $0 != scope.criterion }
        for other in [scope.criterion] + others {
            let relation =
                [
                    other == scope.criterion, pack.haveOneProvision(scope.criterion, other),
                    pack.haveOneGroup(scope.criterion, other),
                ].map { $0 ? 1 : 0 } + scope.ladders.map { $0.hasCriterion[other] ? 1 : 0 } + [pack.severities[other]]
            if let place = places[relation] {
                all[place].weight += 1
            } else {
                places[relation] = all.count
                all.append((pack.criteria[other], 1))
            }
        }
        return all + [("a criterion that the pack lacks", 1)]
    }

    private static func measures(_ scope: ProofScope, _ readings: [Reading]) -> [MeasureKind?] {
        let named = ProofScope.distinct(scope.contexts.flatMap(\.rule.ledTo))
        guard !named.isEmpty || readings.contains(where: { $0.warnings == .doNotCount }) else { return [nil] }
        let other = MeasureKind.allCases.first { !$0.isWarning && !named.contains($0) }
        let warning = MeasureKind.allCases.first { $0.isWarning && !named.contains($0) }
        return [nil] + named.map(Optional.some) + [other, warning].compactMap { $0 }.map(Optional.some)
    }

    /// The days of the violation and of its decision: the edges of every length, the day itself in each order, and the next.
    private static func days(_ scope: ProofScope, _ readings: [Reading]) -> [When] {
        let today = scope.facts.day
        let windows = readings.compactMap(\.window)
        let days = edges(scope, windows)
        let decisions = windows.contains { $0.anchor == .earlierDecision }
        return days.flatMap { day in
            let decided = decisions ? [nil] + days.filter { $0 >= day }.reversed().map(Optional.some) : [day]
            let orders: [SameDay?] = day == today ? [nil, .before, .after] : [nil]
            return decided.flatMap { decided in
                orders.map { When(day: day, decided: decided, sameDay: $0) }
            }
        }
    }

    /// A day on each side of every edge, and on it, the newest first.
    private static func edges(_ scope: ProofScope, _ windows: [Window]) -> [LocalDate] {
        let today = scope.facts.day
        var days = [today.adding(days: -1), today, today.adding(days: 1)]
        let times = scope.hasChain ? max(1, scope.mostEvents) : 1
        for length in ProofScope.distinct(windows.map(\.length) + scope.memories.compactMap { $0 } + scope.compliances)
        {
            guard length != LookBack.unlimited else { continue }
            var edge = today
            for time in 1...times {
                edge = edge.subtracting(length)
                days += (time == 1 ? [-1, 0, 1] : [0, 1]).map { edge.adding(days: $0) }
            }
        }
        return ProofScope.distinct(days).sorted(by: >)
    }
}
