extension Prover {
    /// Every pair of criteria with every pair of what they can come to.
    func combine() throws(TooLarge) {
        let combining = Combining(combination: pack.rules.combination, day: ProofScope.day)
        let kinds = kinds()
        var (pairs, open): (Int, Int) = (0, 0)
        var example: (ProofOutcome, ProofOutcome)?
        for (place, one) in kinds.enumerated() {
            let others = kinds[place...].filter {
                $0.criterion > one.criterion && $0.type == one.type && $0.hasIndividual == one.hasIndividual
            }
            try spend(
                others.count, ["combination"],
                "its criteria come to \(kinds.count) different outcomes, too many to try in pairs")
            for other in others {
                pairs = sum(pairs, 1)
                proof.combinations = sum(proof.combinations, product(one.weight, other.weight))
                let result = combining.combine([one.proposal, other.proposal])
                guard result.reason != nil, !one.proposal.personDecides, !other.proposal.personDecides else { continue }
                open += 1
                example = example ?? (one, other)
            }
        }
        guard let example, pack.rules.combination.rule != .unknown else { return }
        say(
            .choice, ["combination"],
            "Several criteria: in \(open) of \(pairs) pairs of outcomes the rule does not settle what follows, such as "
                + "\(example.0.proposal.text) for \(pack.criteria[example.0.criterion]) with \(example.1.proposal.text) for "
                + "\(pack.criteria[example.1.criterion]). There a person decides.")
    }

    /// The outcomes of each criterion, equal ones once.
    private func kinds() -> [ProofOutcome] {
        var kinds: [ProofOutcome] = []
        for outcome in outcomes {
            let place = kinds.firstIndex { $0.isLike(outcome) }
            if let place {
                kinds[place].weight = sum(kinds[place].weight, outcome.weight)
            } else {
                kinds.append(outcome)
            }
        }
        return kinds
    }
}

extension ProofOutcome {
    /// Whether both come to the same for the same criterion, type of outlet and person.
    fileprivate func isLike(_ other: ProofOutcome) -> Bool {
        criterion == other.criterion && type == other.type && hasIndividual == other.hasIndividual
            && proposal.options == other.proposal.options && proposal.gap == other.proposal.gap
            && proposal.openGate == other.proposal.openGate
    }
}
