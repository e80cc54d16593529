import Policy

/// Look-back counting once more, written from the facts and from the words of the template, not from the engine.
///
/// It tries every reading and every answer to what is not known, one after the other; walks windows day by day; follows
/// chains by trying every violation again and again until nothing changes; and looks for the fullest period at every
/// day on which one can begin.
struct NaiveCount {
    let rule: CountingRule
    let rules: Rules
    let facts: Facts
    /// The ladder that is climbed; nil while a class rises.
    let ladder: Ladder?
    let criterion: Criterion
    /// The class in which this violation is decided.
    let severity: String?

    /// One reading of the points that the pack leaves open.
    struct Choice {
        var repeats: RepeatRule
        var standing: CountedStandings
        var follows: Follows
        var warnings: Warnings
    }

    /// Numbers of earlier inspections that count, under every reading and every answer.
    var possibleCounts: Set<Int> {
        var counts: Set<Int> = []
        for repeats in rule.repeats {
            for standing in rule.standings {
                for follows in rule.follows {
                    for warnings in rule.warnings {
                        let choice = Choice(
                            repeats: repeats, standing: standing, follows: follows, warnings: warnings)
                        counts.formUnion(self.counts(choice))
                    }
                }
            }
        }
        // How long they count is not known: so any smaller number is possible too.
        return rule.lookBack == nil ? Set(0...(counts.max() ?? 0)) : counts
    }

    private func counts(_ choice: Choice) -> Set<Int> {
        guard let lookBack = rule.lookBack else { return counted(choice, in: nil) }
        var counts: Set<Int> = []
        for anchor in lookBack.anchors {
            for anniversary in lookBack.anniversaries {
                for expiry in lookBack.expiries {
                    for memory in memories {
                        let window = NaiveWindow(
                            length: memory ?? lookBack.length, anchor: anchor, closed: anniversary == .counts,
                            expiry: expiry)
                        counts.formUnion(counted(choice, in: window))
                    }
                }
            }
        }
        return counts
    }

    /// Tries every answer to the question whether a violation counts about which a fact is missing.
    private func counted(_ choice: Choice, in window: NaiveWindow?) -> Set<Int> {
        let period = window?.anchor == .anyPeriod
        let candidates = facts.history.map { ($0, qualifies($0, choice, period: period)) }
        let sure = candidates.filter { $0.1 == .yes }.map(\.0)
        let doubtful = candidates.filter { $0.1 == .notKnown }.map(\.0)
        var counts: Set<Int> = []
        for answers in 0..<(1 << doubtful.count) {
            let taken = doubtful.indices.filter { answers >> $0 & 1 == 1 }.map { doubtful[$0] }
            counts.insert(window?.count(sure + taken, facts.day) ?? NaiveWindow.inspections(sure + taken))
        }
        return counts
    }

    enum Answer { case yes, no, notKnown }

    /// Whether a violation would count if the window were long enough.
    private func qualifies(_ fact: PastViolation, _ choice: Choice, period: Bool) -> Answer {
        if let inspection = facts.inspection, fact.reference == inspection { return .no }
        if fact.standing == .setAside || (fact.standing == .alleged && choice.standing == .established) { return .no }
        guard isRepeat(fact, choice.repeats) else { return .no }
        let answers = [
            subject(fact, choice.follows), measure(fact, choice.warnings), period ? .yes : earlier(fact),
        ]
        if answers.contains(.no) { return .no }
        return answers.contains(.notKnown) ? .notKnown : .yes
    }

    private func earlier(_ fact: PastViolation) -> Answer {
        if fact.day < facts.day { return .yes }
        if fact.day > facts.day { return .no }
        return fact.sameDay.map { $0 == .before ? .yes : .no } ?? .notKnown
    }

    private func subject(_ fact: PastViolation, _ follows: Follows) -> Answer {
        let here = fact.outlet == facts.outlet
        let operators = Self.same(fact.operator, facts.operator)
        switch follows {
        case .premises: return here ? .yes : .no
        case .operator: return operators
        case .both: return here ? operators : .no
        case .either: return here ? .yes : operators
        case .individual: return Self.same(fact.individual, facts.individual)
        }
    }

    private static func same(_ one: String?, _ other: String?) -> Answer {
        if one == nil || other == nil { return .notKnown }
        return one == other ? .yes : .no
    }

    private func measure(_ fact: PastViolation, _ warnings: Warnings) -> Answer {
        if warnings == .count && rule.ledTo.isEmpty { return .yes }
        guard let measure = fact.measure else { return .notKnown }
        if warnings == .doNotCount && (measure == .warning || measure == .conversation) { return .no }
        return rule.ledTo.isEmpty || rule.ledTo.contains(measure) ? .yes : .no
    }

    private func isRepeat(_ fact: PastViolation, _ repeats: RepeatRule) -> Bool {
        let other = rules.criteria.first { $0.code == fact.criterion }
        let itsClass = fact.severity ?? other?.severity
        switch repeats {
        case .sameCriterion: return fact.criterion == criterion.code
        case .sameProvision: return other?.provision == criterion.provision
        case .sameClass: return severity != nil && itsClass == severity
        case .sameGroup:
            return fact.criterion == criterion.code || (criterion.group != nil && other?.group == criterion.group)
        case .sameLadder:
            guard let ladder else { return fact.criterion == criterion.code }
            let byClass = itsClass.map { ladder.classes.contains($0) } ?? false
            return byClass || ladder.criteria.contains(fact.criterion)
        case .anyCriterion: return true
        }
    }

    /// The shorter memory that an outlet has earned, or may have earned; nil: none.
    private var memories: [Length?] {
        var memories: [Length?] = []
        for reward in rules.rewards {
            guard case .lookBack(let length) = reward.effect else { continue }
            let answers = NaiveLadder.earnings(reward, facts)
            if answers.contains(true) { memories.append(length) }
            if !answers.contains(false) { return memories }
        }
        return memories + [nil]
    }
}
