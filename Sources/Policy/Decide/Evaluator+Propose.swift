extension Evaluator {
    /// What follows from an evaluation, gates and offers included.
    func proposal(_ evaluation: Evaluation, _ events: Counting.Events) -> Proposal {
        let code = facts.findings[evaluation.finding].criterion
        var proposal = Proposal(criterion: code)
        guard evaluation.ladder >= 0 else {
            proposal.leave(to: noLadder(evaluation))
            return proposal
        }
        let ladder = pack.ladders[evaluation.ladder]
        guard evaluation.gate != .denied else {
            if evaluation.otherwise >= 0,
                let outcome = gate(evaluation.otherwise, ladder, evaluation.criterion).otherwise
            {
                take(outcome, evaluation, events, &proposal)
            }
            return proposal
        }
        if let gap = openPoint(evaluation, ladder) {
            proposal.leave(to: gap)
        } else {
            proposal = landing(on: evaluation.least, evaluation, events)
            offer(evaluation, events, &proposal)
        }
        if case .open(let index) = evaluation.gate {
            proposal.wait(for: gate(index, ladder, evaluation.criterion))
        }
        return proposal
    }

    /// The gates of the ladder, then the evidence of the criterion.
    func gate(_ index: Int, _ ladder: CompiledLadder, _ criterion: Int) -> Gate {
        let gates = ladder.ladder.gates
        return index < gates.count ? gates[index] : pack.rules.criteria[criterion].evidence[index - gates.count]
    }

    private func noLadder(_ evaluation: Evaluation) -> Gap {
        guard evaluation.criterion >= 0 else { return Gap(.criterion, pack: pack.id) }
        return Gap(missingLadder(evaluation), citation: pack.rules.criteria[evaluation.criterion].citation)
    }

    /// Why no ladder is climbed: there is none, or those that there are are for others.
    private func missingLadder(_ evaluation: Evaluation) -> Gap.Subject {
        guard format >= 4 else { return .ladder }
        let ofClass = evaluation.severity >= 0 ? pack.laddersOfClass[evaluation.severity] : []
        let ladders = (pack.laddersOfCriterion[evaluation.criterion] + ofClass).map { pack.ladders[$0].ladder }
        if facts.individual == nil, ladders.contains(where: { $0.subject == .individual }) { return .noIndividual }
        return ladders.isEmpty ? .ladder : .otherOutletType
    }

    /// What is open about the count or the class, where it matters.
    func openPoint(_ evaluation: Evaluation, _ ladder: CompiledLadder) -> Gap? {
        let citation = pack.rules.criteria[evaluation.criterion].citation
        switch evaluation.open {
        case nil: return nil
        case .rule(let number): return ladder.counts[number].rule.gap
        case .history: return Gap(.history, citation: citation)
        case .severity:
            let raise = pack.raises[max(0, evaluation.severity)]
            return raise?.counting.rule.gap ?? Gap(.counting, citation: citation)
        case .reward(let number), .severityOfReward(let number): return Gap(ofReward: pack.rules.rewards[number])
        case .outletType: return Gap(lacking: "type", citation: citation)
        case .continuing: return Gap(.continuing, citation: pack.rules.combination.citation)
        }
    }

    /// What a step, or named conduct, calls for.
    func landing(on step: Int, _ evaluation: Evaluation, _ events: Counting.Events) -> Proposal {
        var proposal = Proposal(criterion: facts.findings[evaluation.finding].criterion, step: step)
        let ladder = pack.ladders[evaluation.ladder].ladder
        if evaluation.skip >= 0, case .outcome(let outcome) = ladder.skips[evaluation.skip].target {
            take(outcome, evaluation, events, &proposal)
        } else if step > ladder.steps.count {
            proposal.leave(to: beyond(ladder))
        } else if step > 0 {
            take(ladder.steps[step - 1].outcome, evaluation, events, &proposal)
        }
        return proposal
    }

    private func beyond(_ ladder: Ladder) -> Gap {
        if case .unknown(let gap) = ladder.beyond { return gap }
        return Gap(.step, citation: pack.rules.combination.citation)
    }

    private func take(
        _ outcome: Step.Outcome, _ evaluation: Evaluation, _ events: Counting.Events, _ proposal: inout Proposal
    ) {
        switch outcome {
        case .unknown(let gap): proposal.leave(to: gap)
        case .sanction(let sanction):
            switch Resolver(self, evaluation.finding).options(of: sanction) {
            case .success(let options): proposal.options = options
            case .failure(let open): return proposal.leave(to: open.gap)
            }
            guard sanction.options.count > 1, sanction.chooser == .licensee else { return }
            choose(sanction, evaluation, events, &proposal)
        }
    }

    /// The licensee chooses where every condition holds, the authority where one does not; open ones leave it to a person.
    private func choose(
        _ sanction: Sanction, _ evaluation: Evaluation, _ events: Counting.Events, _ proposal: inout Proposal
    ) {
        proposal.chooser = .licensee
        for condition in sanction.conditions {
            switch state(of: condition, evaluation, events).passage(condition.effect) {
            case .passed: continue
            case .denied: proposal.chooser = .authority
            case .open:
                return proposal.wait(for: condition)
            }
        }
    }
}
