extension Prover {
    /// Every pair of criteria with every pair of what they can come to.
    func combine() throws(TooLarge) {
        let kinds = kinds()
        var together = OpenPairs(Combining(combination: pack.rules.combination, day: ProofScope.day), kinds)
        var (pairs, open): (Int, Int) = (0, 0)
        var example: (ProofOutcome, ProofOutcome)?
        for (place, one) in kinds.enumerated() {
            guard effort.take(product(10, kinds.count)), sum(proof.decided, together.decided) <= limit else {
                throw tooManyPairs(kinds.count)
            }
            for (other, second) in kinds.enumerated().dropFirst(place) where one.canMeet(second) {
                pairs = sum(pairs, 1)
                proof.combinations = sum(proof.combinations, product(one.weight, second.weight))
                guard together.isOpen(place, other) else { continue }
                open += 1
                example = example ?? (one, second)
            }
        }
        proof.decided = sum(proof.decided, together.decided)
        guard let example, pack.rules.combination.rule != .unknown else { return }
        say(
            .choice, ["combination"],
            "Several criteria: in \(open) of \(pairs) pairs of outcomes the rule does not settle what follows, such as "
                + "\(example.0.proposal.text) for \(pack.criteria[example.0.criterion]) with \(example.1.proposal.text) for "
                + "\(pack.criteria[example.1.criterion]). There a person decides.")
    }

    private func tooManyPairs(_ count: Int) -> TooLarge {
        TooLarge(
            place: ["combination"], part: "its criteria come to \(count) different outcomes, too many to try in pairs")
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
    /// Whether both can come of one inspection; each pair counts once, the earlier criterion first.
    fileprivate func canMeet(_ other: ProofOutcome) -> Bool {
        other.criterion > criterion && other.type == type && other.hasIndividual == hasIndividual
    }

    /// Whether both come to the same for the same criterion, type of outlet and person.
    fileprivate func isLike(_ other: ProofOutcome) -> Bool {
        criterion == other.criterion && type == other.type && hasIndividual == other.hasIndividual
            && proposal.options == other.proposal.options && proposal.gap == other.proposal.gap
            && proposal.openGate == other.proposal.openGate
    }
}
