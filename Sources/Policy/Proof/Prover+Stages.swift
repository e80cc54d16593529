extension Prover {
    /// Events for stages that no longer read the history.
    static var none: Counting.Events { Counting.Events(start: nil, count: 0) }

    /// Rewards, circumstances and named conduct, in every mixture.
    func move(
        _ position: ProofPositions.Position, _ weight: Int, _ witness: Facts, _ scope: ProofScope,
        _ moved: inout Cover<ProofState, Facts>
    ) throws(TooLarge) {
        for evaluation in position.evaluations {
            guard evaluation.ladder >= 0 else {
                proof.combinations = sum(proof.combinations, weight)
                tellMissing(evaluation, witness)
                continue
            }
            tellDoubled(evaluation, position.evaluations, witness)
            let ladder = pack.ladders[evaluation.ladder]
            let mixtures = mixtures(of: witness, ladder)
            try spend(
                mixtures.count, ladderPlace(evaluation.ladder),
                "ladder \"\(ladder.ladder.id)\" has \(ladder.ladder.skips.count) kinds of named conduct beside the "
                    + "circumstances of the pack")
            for facts in mixtures {
                let evaluator = Evaluator(pack: pack, facts: facts)
                var after = evaluation
                facts.withEvents(pack) { evaluator.rise(ladder, &after, $0) }
                let state = ProofState(
                    evaluation: after, days: position.setting.days, type: position.setting.type,
                    hasIndividual: position.setting.hasIndividual)
                moved.add(state, weight, facts)
            }
        }
    }

    private func mixtures(of facts: Facts, _ ladder: CompiledLadder) -> [Facts] {
        var all = [facts]
        for skip in ladder.ladder.skips {
            all += all.map { facts in
                var facts = facts
                facts.findings[0].conduct = (facts.findings[0].conduct ?? []) + [skip.conduct]
                return facts
            }
        }
        for circumstance in pack.rules.circumstances where circumstance.isAbout(facts.findings[0].criterion) {
            if case .steps = circumstance.effect { all += all.map { $0.confirming(circumstance.code, true) } }
        }
        return all
    }

    /// Every gate confirmed, denied and unanswered, one after the other.
    func pass(_ moved: Cover<ProofState, Facts>, _ scope: ProofScope) throws(TooLarge) -> Cover<ProofState, Facts> {
        let evidence = pack.rules.criteria[scope.criterion].evidence
        let longest = scope.ladders.map { $0.ladder.gates.count }.max() ?? 0
        var states = moved
        for index in 0..<longest + evidence.count {
            var next = Cover<ProofState, Facts>()
            for state in states.all {
                let gates = pack.ladders[state.key.evaluation.ladder].ladder.gates + evidence
                guard index < gates.count else {
                    next.add(state.key, state.weight, state.witness)
                    continue
                }
                try spend(
                    3, ladderPlace(state.key.evaluation.ladder), "its gates leave too many states to decide one by one")
                for facts in state.witness.answers(to: gates[index].code) {
                    var after = state.key
                    if after.evaluation.gate != .denied {
                        Evaluator(pack: pack, facts: facts).pass(gates[index], index, &after.evaluation, Self.none)
                    }
                    next.add(after, state.weight, facts)
                }
            }
            states = next
        }
        return states
    }
}

extension Evaluator {
    /// Rewards, circumstances and conduct, without the gates.
    func rise(_ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        if pack.rewardsCount { reward(ladder, &evaluation, events) }
        if pack.circumstancesCount { weigh(ladder, &evaluation) }
        if ladder.hasSkips { skip(ladder, &evaluation) }
    }
}

extension Facts {
    func confirming(_ code: String, _ holds: Bool) -> Facts {
        var facts = self
        facts.confirmations.append(
            Confirmation(gate: code, criterion: facts.findings[0].criterion, holds: holds))
        return facts
    }

    /// The three states of a gate: people say that it holds, that it does not, or contradict each other.
    func answers(to code: String) -> [Facts] {
        [confirming(code, true), confirming(code, false), confirming(code, true).confirming(code, false)]
    }
}
