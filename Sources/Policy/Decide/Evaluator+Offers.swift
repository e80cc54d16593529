extension Evaluator {
    /// The offers that go with a criterion at a step.
    func offers(_ criterion: String, step: Int) -> [Offer] {
        pack.rules.offers.filter {
            ($0.criteria.isEmpty || $0.criteria.contains(criterion)) && ($0.steps.isEmpty || $0.steps.contains(step))
        }
    }

    func answer(to offer: Offer) -> OfferAnswer.Answer? {
        guard let answers = facts.offers?.filter({ $0.offer == offer.code }), let first = answers.first else {
            return nil
        }
        return answers.allSatisfy { $0.answer == first.answer } ? first.answer : nil
    }

    /// An offer instead of the measure takes its place until it is declined; then the pack says what follows.
    func offer(_ evaluation: Evaluation, _ events: Counting.Events, _ proposal: inout Proposal) {
        guard !pack.rules.offers.isEmpty, !proposal.options.isEmpty, let step = proposal.step else { return }
        for offer in offers(proposal.criterion, step: step) where offer.place == .instead {
            guard answer(to: offer) == .declined else {
                (proposal.options, proposal.chooser) = ([MeasureOption([offer.measure])], .authority)
                return
            }
            switch offer.declined {
            case .measureFollows: continue
            case .nothing: proposal.options = []
            case .unknown: proposal.leave(to: Gap(.offer, citation: offer.citation))
            case .nextStep:
                let next = pack.ladders[evaluation.ladder].taken(step + 1)
                proposal = landing(on: next, evaluation, events)
            }
            return
        }
    }
}
