/// First minor breaches that close the outlet because an offer is declined, without a stated reason.
extension Prover {
    /// Looks at the step after every one that a first breach can reach with an offer: with and without conduct.
    func findSevereDeclined(_ first: FirstBreach, _ witness: Facts, _ scope: ProofScope) {
        let code = pack.criteria[scope.criterion]
        let breaches = [first] + first.ladder.skips.indices.map { first.taking($0) }
        for breach in breaches where landing(breach, witness, anyReason: true) == nil {
            let step = breach.evaluation.least
            let offers = Evaluator(pack: pack, facts: witness).offers(code, step: step)
            guard let offer = offers.first(where: { $0.place == .instead }), offer.declined == .nextStep,
                offer.declinedReason == nil
            else { continue }
            var next = breach
            next.evaluation.least = pack.ladders[breach.evaluation.ladder].taken(step + 1)
            guard next.evaluation.least != step, let proposal = landing(next, witness, anyReason: true) else {
                continue
            }
            say(
                .severe, ["offers", offer.code, "declined"],
                "A first breach leads to \(proposal.text) where offer \"\(offer.code)\" is declined. Let the measure follow, or "
                    + "state the source's reason, as declined: {then: next_step, reason: ...}. \(Self.minor)")
        }
    }
}
