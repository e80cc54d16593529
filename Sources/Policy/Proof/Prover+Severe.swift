/// First minor breaches that close the outlet through conduct or a circumstance, without a stated reason.
extension Prover {
    func findSevereConduct(_ positions: ProofPositions, _ scope: ProofScope) {
        guard isMinor(scope.criterion) else { return }
        for index in positions.first {
            let position = positions.cover.all[index]
            for evaluation in position.key.evaluations
            where evaluation.ladder >= 0 && evaluation.isSettled && evaluation.least > 0 {
                let first = FirstBreach(evaluation: evaluation, ladder: pack.ladders[evaluation.ladder].ladder)
                guard first.ladder.subject == .licensee, !closes(first, position.witness) else { continue }
                for (place, skip) in first.ladder.skips.enumerated() where skip.reason == nil {
                    tell(
                        first.taking(place), position.witness, "Conduct \"\(skip.conduct)\"", "conduct",
                        ["skips", skip.conduct])
                }
                findSevereCircumstance(first, position.witness, scope)
                findSevereDeclined(first, position.witness, scope)
            }
        }
    }

    /// A first breach on one ladder, before or after something has moved it.
    struct FirstBreach {
        var evaluation: Evaluation
        let ladder: Ladder

        /// The same with that conduct.
        func taking(_ skip: Int) -> FirstBreach {
            var taken = self
            switch ladder.skips[skip].target {
            case .outcome: taken.evaluation.skip = skip
            case .step(let step): taken.evaluation.least = max(evaluation.least, step)
            }
            return taken
        }
    }

    /// Where circumstances that go up, alone or together, lead from a first breach.
    private func findSevereCircumstance(_ first: FirstBreach, _ witness: Facts, _ scope: ProofScope) {
        var reached: [(steps: Int, circumstances: [Circumstance])] = [(0, [])]
        for one in pack.rules.circumstances where one.isAbout(pack.criteria[scope.criterion]) {
            guard case .steps(let steps) = one.effect, steps > 0 else { continue }
            for earlier in reached {
                let sum = earlier.steps + steps
                guard !reached.contains(where: { $0.steps == sum }) else { continue }
                reached.append((sum, earlier.circumstances + [one]))
            }
        }
        for (steps, circumstances) in reached {
            guard let circumstance = circumstances.last(where: { $0.reason == nil }) else { continue }
            var moved = first
            moved.evaluation.least = min(first.evaluation.least + steps, max(1, first.ladder.steps.count))
            let names = circumstances.map { "\"\($0.code)\"" }.joined(separator: " and ")
            let what = circumstances.count == 1 ? "Circumstance \(names)" : "Circumstances \(names) together"
            tell(moved, witness, what, "circumstance", nil, circumstance.code)
        }
    }

    /// - Parameter own: the place on the ladder; nil: the circumstance with this code.
    private func tell(
        _ breach: FirstBreach, _ witness: Facts, _ what: String, _ owner: String, _ own: [String]?, _ code: String = ""
    ) {
        guard let proposal = closing(breach, witness) else { return }
        let verb = what.hasSuffix("together") ? "lead" : "leads"
        say(
            .severe, own.map { ladderPlace(breach.evaluation.ladder) + $0 } ?? ["circumstances", code],
            "\(what) \(verb) to \(proposal.text) at a first breach. State the source's reason as \"reason\" of the \(owner), "
                + "or give the criterion a heavier class. \(Self.minor)")
    }

    func closes(_ breach: FirstBreach, _ witness: Facts) -> Bool {
        landing(breach, witness, anyReason: true) != nil
    }

    private func closing(_ breach: FirstBreach, _ witness: Facts) -> Proposal? {
        landing(breach, witness, anyReason: false)
    }

    /// What closes the outlet there; nil where nothing does, or, unless `anyReason`, where the step says why.
    func landing(_ breach: FirstBreach, _ witness: Facts, anyReason: Bool) -> Proposal? {
        let (evaluation, steps) = (breach.evaluation, breach.ladder.steps)
        var outcomes: [Step.Outcome] = []
        if evaluation.skip >= 0, case .outcome(let outcome) = breach.ladder.skips[evaluation.skip].target {
            outcomes = [outcome]
        } else if (1...max(1, steps.count)).contains(evaluation.least), !steps.isEmpty {
            let step = steps[evaluation.least - 1]
            guard anyReason || step.reason == nil else { return nil }
            outcomes = [step.outcome]
        }
        for facts in supplied(witness, outcomes) {
            let proposal = Evaluator(pack: pack, facts: facts).landing(on: evaluation.least, evaluation, Self.none)
            if proposal.options.contains(where: \.closes) { return proposal }
        }
        return nil
    }
}
