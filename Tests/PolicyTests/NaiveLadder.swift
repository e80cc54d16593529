import Policy

/// Classes that rise, ladders that are climbed and what moves a step, once more and without the engine.
struct NaiveLadder {
    let rules: Rules
    let facts: Facts

    /// What one failed criterion comes to on one ladder.
    struct Line {
        let ladder: Ladder
        /// Every step that is possible; nil when it is not even known whether the ladder is the right one.
        let steps: Set<Int>?
    }

    /// The ladders that a failed criterion climbs, those for its code first.
    func lines(_ finding: ObservedFinding) -> [Line] {
        guard let criterion = rules.criteria.first(where: { $0.code == finding.criterion }) else { return [] }
        let classes = possibleClasses(criterion)
        let lowest = RandomWorld.classes.first { classes.contains($0) }
        let own = rules.ladders.filter { $0.criteria.contains(criterion.code) }
        let ofClass = rules.ladders.filter { ladder in lowest.map(ladder.classes.contains) ?? false }
        return (own + ofClass).compactMap { ladder in
            if ladder.subject == .individual && facts.individual == nil { return nil }
            var isSure = classes.count < 2
            if !ladder.outletTypes.isEmpty {
                if let type = facts.attributes?["type"] {
                    if !ladder.outletTypes.contains(type) { return nil }
                } else {
                    isSure = false
                }
            }
            guard isSure else { return Line(ladder: ladder, steps: nil) }
            return Line(ladder: ladder, steps: steps(ladder, criterion, lowest, finding))
        }
    }

    /// The classes that a violation may have risen to.
    private func possibleClasses(_ criterion: Criterion) -> Set<String> {
        guard let own = criterion.severity else { return [] }
        var found: Set<String> = []
        func follow(_ code: String, _ rises: Int, _ reach: SeverityClass.Raise.Reach?) {
            guard let raise = rules.classes.first(where: { $0.code == code })?.raise, rises == 0 || reach == .everyClass
            else {
                found.insert(code)
                return
            }
            let count = NaiveCount(
                rule: raise.counting, rules: rules, facts: facts, ladder: nil, criterion: criterion, severity: code)
            for number in count.possibleCounts {
                if Self.step(raise.counting, number + 1) < 2 {
                    found.insert(code)
                } else if rises == 0 {
                    for reach in raise.reaches { follow(raise.to, 1, reach) }
                } else {
                    follow(raise.to, rises + 1, reach)
                }
            }
        }
        follow(own, 0, nil)
        return found
    }

    private func steps(
        _ ladder: Ladder, _ criterion: Criterion, _ severity: String?, _ finding: ObservedFinding
    ) -> Set<Int> {
        var steps: Set<Int> = []
        for further in furtherViolations(finding) {
            var highest: Set<Int> = [0]
            for rule in ladder.counts {
                let counts = NaiveCount(
                    rule: rule, rules: rules, facts: facts, ladder: ladder, criterion: criterion, severity: severity
                ).possibleCounts
                let reached = Set(counts.map { Self.step(rule, $0 + further + 1) })
                highest = Set(highest.flatMap { one in reached.map { max(one, $0) } })
            }
            steps.formUnion(highest)
        }
        return Set(steps.flatMap { rewarded($0, ladder) }.map { moved($0, ladder, finding) })
    }

    /// The step that so many violations reach, this one included.
    private static func step(_ rule: CountingRule, _ violations: Int) -> Int {
        if rule.reach.isEmpty { return violations }
        var step = 0
        for reach in rule.reach where reach.violations <= violations { step = max(step, reach.step) }
        return step
    }

    private func furtherViolations(_ finding: ObservedFinding) -> Set<Int> {
        guard let days = finding.days, days > 1 else { return [0] }
        return Set(rules.combination.continuing.map { $0 == .violationEachDay ? days - 1 : 0 })
    }

    /// After the last step, then what an outlet has earned, or may have.
    private func rewarded(_ counted: Int, _ ladder: Ladder) -> Set<Int> {
        var steps: Set<Int> = [ladder.beyond == .lastStepAgain ? min(counted, ladder.steps.count) : counted]
        for reward in rules.rewards {
            guard case .stepsDown(let number) = reward.effect else { continue }
            steps = Set(
                steps.flatMap { step in
                    Self.earnings(reward, facts).map { $0 && step > 0 ? max(1, step - number) : step }
                })
        }
        return steps
    }

    /// What circumstances make of it, and named conduct.
    private func moved(_ rewarded: Int, _ ladder: Ladder, _ finding: ObservedFinding) -> Int {
        let last = ladder.steps.count
        var step = rewarded
        var weight = 0
        for circumstance in rules.circumstances {
            let answers = Set(
                facts.confirmations.filter { $0.gate == circumstance.code && $0.criterion == finding.criterion }
                    .map(\.holds))
            if answers == [true], case .steps(let number) = circumstance.effect { weight += number }
        }
        // Heavier circumstances reach the last step and no further: beyond it the source says nothing.
        if weight != 0, step > 0 {
            step = weight > 0 && step <= last ? min(last, step + weight) : max(1, step + weight)
        }
        for skip in ladder.skips {
            let running = facts.running?.contains { $0 == .suspension || $0 == .closure } ?? false
            let holds = skip.conduct == Skip.breachOfSuspension && running
            guard holds || finding.conduct?.contains(skip.conduct) ?? false, case .step(let to) = skip.target else {
                continue
            }
            step = max(step, to)
        }
        return step
    }

    /// Whether the outlet has earned it, in every way that the rules and the facts leave possible: no established violation of
    /// the outlet lies in the period before the day, and inspections enough do.
    static func earnings(_ reward: Reward, _ facts: Facts) -> Set<Bool> {
        let start = NaiveDay(facts.day).moved(reward.compliantFor, -1)
        func isBefore(_ day: LocalDate) -> Bool { day < facts.day && NaiveDay(day) >= start }
        for fact in facts.history where fact.outlet == facts.outlet && fact.standing == .established {
            if facts.inspection != fact.reference && isBefore(fact.day) { return [false] }
        }
        guard let needed = reward.inspections?.value else { return [true, false] }
        if needed == 0 { return [true] }
        guard let days = facts.inspections else { return [true, false] }
        var found = 0
        for day in days where isBefore(day) { found += 1 }
        return [found >= needed]
    }
}
