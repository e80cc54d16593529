/// Looks for what stands in the place of a step and takes less than the step would.
extension Prover {
    /// Named conduct with an outcome of its own beside every step at which it can come.
    func compareConduct(_ ladder: CompiledLadder, _ scope: ProofScope) {
        for (skip, conduct) in ladder.ladder.skips.enumerated() where conduct.reason == nil {
            guard case .outcome = conduct.target else { continue }
            compareLandings(ladder, scope) { evaluator, plain, step in
                var taken = plain
                taken.skip = skip
                let own = evaluator.landing(on: step, taken, Self.none)
                let without = evaluator.landing(on: step, plain, Self.none)
                guard let word = word(own, beside: without) else { return }
                say(
                    word.kind, ladderPlace(plain.ladder) + ["skips", conduct.conduct],
                    "Conduct \"\(conduct.conduct)\" \(word.text) step \(step) of ladder \"\(ladder.ladder.id)\" without it: "
                        + "\(own.text) instead of \(without.text). Correct the measure, or state the source's reason as "
                        + "\"reason\" of the conduct.")
            }
        }
    }

    /// Each offer that stands instead of a measure beside the measures whose place it takes.
    func compareOffers(_ ladder: CompiledLadder, _ scope: ProofScope) {
        let offers = pack.rules.offers.filter {
            $0.place == .instead && $0.reason == nil
                && ($0.criteria.isEmpty || $0.criteria.contains(pack.criteria[scope.criterion]))
        }
        for offer in offers {
            var own = Proposal(criterion: pack.criteria[scope.criterion])
            own.options = [MeasureOption([offer.measure])]
            compareLandings(ladder, scope) { evaluator, plain, step in
                guard offer.steps.isEmpty || offer.steps.contains(step) else { return }
                for skip in -1..<ladder.ladder.skips.count {
                    var taken = plain
                    taken.skip = skip
                    let without = evaluator.landing(on: step, taken, Self.none)
                    guard let word = word(own, beside: without) else { continue }
                    say(
                        word.kind, ["offers", offer.code],
                        "Offer \"\(offer.code)\" \(word.text) step \(step) of ladder \"\(ladder.ladder.id)\" without it: "
                            + "\(own.text) instead of \(without.text). Put it beside the measure, or state the source's "
                            + "reason as \"reason\" of the offer.")
                }
            }
        }
    }

    /// Calls `body` for every step and everything that its outcome depends on, the last step first.
    private func compareLandings(
        _ ladder: CompiledLadder, _ scope: ProofScope, _ body: (Evaluator, Evaluation, Int) -> Void
    ) {
        guard let number = pack.ladders.firstIndex(where: { $0 === ladder }) else { return }
        for (facts, plain) in plainLandings(on: number, ladder.ladder.outcomes, scope) {
            let evaluator = Evaluator(pack: pack, facts: facts)
            for step in ladder.ladder.steps.indices.reversed() { body(evaluator, plain, step + 1) }
        }
    }

    /// How one outcome falls short of another; nil when it does not, or when a person decides.
    private func word(_ own: Proposal, beside without: Proposal) -> (kind: ProofRemark.Kind, text: String)? {
        guard !own.personDecides, !without.personDecides else { return nil }
        guard let order = heaviness.compare(own.options, without.options) else {
            return (.unordered, "can't be told to take as much as")
        }
        return order < 0 ? (.milder, "leads to less than") : nil
    }
}
