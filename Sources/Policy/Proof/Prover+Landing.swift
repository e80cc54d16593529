extension Prover {
    /// What a state comes to, for every attribute, figure, circumstance, condition and answer that it depends on.
    func land(_ state: ProofState, _ weight: Int, _ witness: Facts, _ scope: ProofScope) throws(TooLarge) {
        let evaluation = state.evaluation
        let ladder = pack.ladders[evaluation.ladder].ladder
        guard evaluation.gate != .denied else {
            proof.combinations = sum(proof.combinations, weight)
            guard evaluation.otherwise >= 0 else { return }
            let proposal = Evaluator(pack: pack, facts: witness).proposal(evaluation, Self.none)
            outcomes.append(
                ProofOutcome(
                    criterion: scope.criterion, type: state.type, hasIndividual: state.hasIndividual,
                    proposal: proposal, weight: weight))
            return
        }
        // What lies between the two is reached by a history that leads there, or by none.
        reached[evaluation.ladder].formUnion([evaluation.least, evaluation.most])
        guard evaluation.gate == .passed else {
            proof.combinations = sum(proof.combinations, weight)
            return
        }
        let variants = variants(witness, evaluation, ladder)
        try spend(
            variants.count, ladderPlace(evaluation.ladder),
            "the amounts, conditions, circumstances and offers of ladder \"\(ladder.id)\" depend on too much at once")
        proof.combinations = sum(proof.combinations, product(weight, variants.count))
        for facts in variants {
            let proposal = Evaluator(pack: pack, facts: facts).proposal(evaluation, Self.none)
            if let step = proposal.step { reached[evaluation.ladder].insert(step) }
            tellGap(proposal, evaluation, facts)
            outcomes.append(
                ProofOutcome(
                    criterion: scope.criterion, type: state.type, hasIndividual: state.hasIndividual,
                    proposal: proposal, weight: weight))
        }
    }

    private func variants(_ facts: Facts, _ evaluation: Evaluation, _ ladder: Ladder) -> [Facts] {
        let landings = landings(evaluation, ladder)
        var all = supplied(facts, landings)
        for circumstance in pack.rules.circumstances where circumstance.isAbout(facts.findings[0].criterion) {
            guard case .percent = circumstance.effect else { continue }
            all += all.map { $0.confirming(circumstance.code, true) }
        }
        for sanction in landings.compactMap(\.sanction) where sanction.chooser == .licensee {
            for condition in sanction.conditions { all = all.flatMap { $0.answers(to: condition.code) } }
        }
        let criterion = facts.findings[0].criterion
        let asked = Evaluator(pack: pack, facts: facts).offers(criterion, step: evaluation.least)
        for offer in asked where offer.place == .instead {
            all = all.flatMap { facts in
                [nil, .accepted, .declined].map { (answer: OfferAnswer.Answer?) in
                    var facts = facts
                    let given = answer.map { [OfferAnswer(offer: offer.code, answer: $0)] } ?? []
                    facts.offers = (facts.offers ?? []) + given
                    return facts
                }
            }
        }
        return all
    }

    /// The outcomes that a state can still come to: its own, and the next step's when an offer is declined.
    private func landings(_ evaluation: Evaluation, _ ladder: Ladder) -> [Step.Outcome] {
        if evaluation.skip >= 0, case .outcome(let outcome) = ladder.skips[evaluation.skip].target { return [outcome] }
        guard evaluation.isSettled else { return [] }
        let goesOn = pack.rules.offers.contains { $0.declined == .nextStep }
        let steps = [evaluation.least] + (goesOn ? [evaluation.least + 1] : [])
        return steps.filter { (1...ladder.steps.count).contains($0) }.map { ladder.steps[$0 - 1].outcome }
    }

    /// The place of what a landing took.
    func place(of evaluation: Evaluation, _ step: Int?) -> [String] {
        let ladder = pack.ladders[evaluation.ladder].ladder
        if evaluation.skip >= 0 {
            return ladderPlace(evaluation.ladder) + ["skips", ladder.skips[evaluation.skip].conduct]
        }
        return stepPlace(evaluation.ladder, min(max(1, step ?? evaluation.least), max(1, ladder.steps.count)))
    }

    /// A person decides, and neither the pack nor a missing fact says so.
    private func tellGap(_ proposal: Proposal, _ evaluation: Evaluation, _ facts: Facts) {
        guard let gap = proposal.gap else { return }
        let place = place(of: evaluation, proposal.step)
        switch gap.about {
        case .amount where !isUnknown(evaluation, proposal.step):
            say(
                .gap, place,
                "No outcome: a circumstance asks for a part of the length that is not a whole number of months or years, "
                    + "when \(ProofWords(facts).text). Write the length in days, or write unknown.")
        case .fact, .attribute:
            guard let lacking = lacking(evaluation, proposal.step, facts) else { return }
            say(
                .gap, place,
                "No outcome for \(lacking.attribute) \"\(lacking.value)\", which the pack names elsewhere, when "
                    + "\(ProofWords(facts).text). Add its value here, or write unknown.")
        default: return
        }
    }

    private func isUnknown(_ evaluation: Evaluation, _ step: Int?) -> Bool {
        sanction(evaluation, step)?.prescriptions.contains(where: \.hasUnknown) ?? false
    }

    private func sanction(_ evaluation: Evaluation, _ step: Int?) -> Sanction? {
        let ladder = pack.ladders[evaluation.ladder].ladder
        if evaluation.skip >= 0, case .outcome(let outcome) = ladder.skips[evaluation.skip].target {
            return outcome.sanction
        }
        guard let step, step >= 1, step <= ladder.steps.count else { return nil }
        return ladder.steps[step - 1].outcome.sanction
    }

    /// An attribute whose value the pack names, but not in the table that this landing needs.
    private func lacking(_ evaluation: Evaluation, _ step: Int?, _ facts: Facts) -> (attribute: String, value: String)?
    {
        var found: (attribute: String, value: String)?
        func look(_ attribute: String, _ rows: Set<String>) {
            guard let value = facts.attributes?[attribute], value != Self.unnamed, !rows.contains(value) else { return }
            found = found ?? (attribute, value)
        }
        for prescription in sanction(evaluation, step)?.prescriptions ?? [] {
            prescription.length?.tables(look)
            prescription.amount?.tables(look)
        }
        return found
    }
}

extension Prescription {
    /// Whether the pack says that its length or its amount is unknown.
    var hasUnknown: Bool { length?.hasUnknown == true || amount?.hasUnknown == true }
}
