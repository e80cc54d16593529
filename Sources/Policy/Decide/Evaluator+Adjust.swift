extension Evaluator {
    /// What follows the count: rewards, circumstances, named conduct, then the gates.
    func adjust(_ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        adjustWithoutGates(ladder, &evaluation, events)
        if evaluation.skip >= 0 || evaluation.least == evaluation.most { evaluation.settleCount() }
        let evidence = !pack.rules.criteria[evaluation.criterion].evidence.isEmpty
        if ladder.hasGates || evidence { pass(ladder, &evaluation, events) }
    }

    func adjustWithoutGates(_ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        if pack.rewardsCount { reward(ladder, &evaluation, events) }
        if pack.circumstancesCount { weigh(ladder, &evaluation) }
        if ladder.hasSkips { skip(ladder, &evaluation) }
    }

    /// Where the same violation would land if counting reached `step`.
    func assume(
        _ step: Int, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ events: Counting.Events
    ) -> Evaluation {
        var assumed = evaluation
        assumed.least = ladder.taken(step)
        assumed.most = assumed.least
        (assumed.open, assumed.skip, assumed.gate, assumed.otherwise) = (nil, -1, .passed, -1)
        adjust(ladder, &assumed, events)
        return assumed
    }

    /// The steps of all circumstances that are in play, added up: the order in which a pack lists them changes nothing.
    func weigh(_ ladder: CompiledLadder, _ evaluation: inout Evaluation) {
        var sum = 0
        for circumstance in pack.rules.circumstances {
            guard case .steps(let steps) = circumstance.effect, isInPlay(circumstance, evaluation.finding) else {
                continue
            }
            if format < 3 { move(by: steps, ladder, &evaluation) } else { sum += steps }
        }
        if sum != 0 { move(by: sum, ladder, &evaluation) }
    }

    /// Whether it is about this criterion, a person has confirmed it for that one, and nobody denied it.
    func isInPlay(_ circumstance: Circumstance, _ finding: Int) -> Bool {
        let criterion = facts.findings[finding].criterion
        return circumstance.isAbout(criterion) && answer(to: circumstance.code, about: criterion) == true
    }

    /// What people answered; nil when nobody did, or when they contradict each other.
    func answer(to code: String, about criterion: String) -> Bool? {
        var answer: Bool?
        for one in facts.confirmations where one.gate == code && one.criterion == criterion {
            if let answer, answer != one.holds { return nil }
            answer = one.holds
        }
        return answer
    }

    /// Steps up or down; a step that is none stays none, and no step falls below the first.
    func move(by steps: Int, _ ladder: CompiledLadder, _ evaluation: inout Evaluation) {
        func moved(_ step: Int) -> Int {
            guard step > 0 else { return step }
            let sum = max(1, step + steps)
            // Going up stops at the last step: what lies beyond is reached by violations alone.
            return steps > 0 && step <= ladder.ladder.steps.count ? min(sum, ladder.ladder.steps.count) : sum
        }
        (evaluation.least, evaluation.most) = (moved(evaluation.least), moved(evaluation.most))
    }

    func skip(_ ladder: CompiledLadder, _ evaluation: inout Evaluation) {
        let skips = ladder.ladder.skips
        for (index, skip) in skips.enumerated() where isConduct(skip.conduct, evaluation.finding) {
            if skips.contains(where: { $0.before.contains(skip.conduct) && isConduct($0.conduct, evaluation.finding) })
            {
                continue
            }
            switch skip.target {
            case .step(let step):
                evaluation.least = max(evaluation.least, step)
                evaluation.most = max(evaluation.most, step)
            case .outcome:
                if evaluation.skip < 0 { evaluation.skip = index }
            }
        }
    }

    func isConduct(_ conduct: String, _ finding: Int) -> Bool {
        if facts.findings[finding].conduct?.contains(conduct) == true { return true }
        guard conduct == Skip.breachOfSuspension, let running = facts.running else { return false }
        return running.contains(where: \.stopsSales)
    }
}

extension Evaluation {
    /// What was open about the count matters no more.
    mutating func settleCount() {
        switch open {
        case .rule, .history, .continuing, .reward: open = nil
        default: break
        }
    }
}
