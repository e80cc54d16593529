extension Prover {
    /// Everything that can be seen from two rules alone, without facts.
    func checkStructure() {
        for (number, ladder) in pack.rules.ladders.enumerated() {
            checkSkips(ladder, number)
            checkReach(ladder, number)
            checkTargets(ladder, number)
            for gate in ladder.gates where gate.fromStep > ladder.steps.count {
                say(
                    .unreachable, ladderPlace(number) + ["gates", gate.code],
                    "Gate \"\(gate.code)\" is asked from step \(gate.fromStep) on, but there are \(ladder.steps.count) "
                        + "steps. Lower its from_step, or leave the gate out.")
            }
        }
        checkLedTo()
        checkOffers()
        checkOfferedSteps()
        checkBeside()
        checkConditions()
        checkCircumstances()
        checkRewards()
    }

    /// Two kinds of conduct in one finding: at least one states an outcome of its own, and nothing says which goes first.
    private func checkSkips(_ ladder: Ladder, _ number: Int) {
        for (place, other) in ladder.skips.enumerated() {
            for one in ladder.skips[..<place] where one.target != other.target {
                guard !one.target.isStep || !other.target.isStep else { continue }
                guard !one.before.contains(other.conduct), !other.before.contains(one.conduct) else { continue }
                say(
                    .overlap, ladderPlace(number) + ["skips", other.conduct],
                    "Conduct \"\(one.conduct)\" and conduct \"\(other.conduct)\" can come together, and lead to different "
                        + "outcomes. Write before: [\(one.conduct)] here, or before: [\(other.conduct)] there.")
            }
        }
    }

    private func checkReach(_ ladder: Ladder, _ number: Int) {
        for rule in ladder.counts {
            guard let over = rule.reach.first(where: { $0.step > ladder.steps.count }) else { continue }
            let place = ladderPlace(number) + (rule.id.isEmpty ? [] : ["counts", rule.id]) + ["reach"]
            say(
                .gap, place,
                "\(over.violations) violations reach step \(over.step), but there are \(ladder.steps.count) steps. Add "
                    + "the steps, as unknown where the source does not state them, or lower the step.")
        }
    }

    /// Conduct that leads to a step which a first violation reaches without it.
    private func checkTargets(_ ladder: Ladder, _ number: Int) {
        let first = ladder.counts.map { $0.step(after: 0) }.max() ?? 1
        for skip in ladder.skips {
            guard case .step(let step) = skip.target, step <= first else { continue }
            say(
                .unreachable, ladderPlace(number) + ["skips", skip.conduct],
                "Conduct \"\(skip.conduct)\" leads to step \(step), which a first violation reaches without it. Let it lead "
                    + "to a later step, or leave the conduct out.")
        }
    }

    /// Steps of an offer that no ladder of its criteria has.
    private func checkOfferedSteps() {
        for offer in pack.rules.offers {
            let ladders = pack.criteria.indices.filter {
                offer.criteria.isEmpty || offer.criteria.contains(pack.criteria[$0])
            }.flatMap { ProofScope(pack, $0).ladders }
            let most = ladders.map(\.ladder.steps.count).max() ?? 0
            guard let over = offer.steps.first(where: { $0 > most }) else { continue }
            say(
                .unreachable, ["offers", offer.code],
                "Offer \"\(offer.code)\" is for step \(over), but the ladders of its criteria have \(most) steps at most. "
                    + "Correct its steps, or leave the offer out.")
        }
    }

    /// Offers beside a measure that say what only an offer instead of one can do.
    private func checkBeside() {
        for offer in pack.rules.offers {
            guard offer.place == .beside, offer.declined == .nextStep else { continue }
            say(
                .unreachable, ["offers", offer.code, "declined"],
                "Offer \"\(offer.code)\" stands beside the measure, so declining it leads to no other step. Write "
                    + "declined: measure_follows, or place: instead.")
        }
    }

    /// Conditions of a choice that ask for no violation in a period, at a step that takes one inside it.
    private func checkConditions() {
        let movesUp =
            pack.rules.combination.continuing.contains(.violationEachDay)
            || pack.rules.circumstances.contains { circumstance in
                if case .steps(let up) = circumstance.effect { up > 0 } else { false }
            } || pack.rules.offers.contains { $0.declined == .nextStep }
        guard !movesUp else { return }
        for (number, ladder) in pack.rules.ladders.enumerated() {
            let skipped = ladder.skips.compactMap { if case .step(let step) = $0.target { step } else { nil } }
            let first = ladder.counts.map { $0.step(after: 0) }.max() ?? 1
            guard let window = longestMemory(ladder.counts) else { continue }
            for (place, step) in ladder.steps.enumerated() where place + 1 > first && !skipped.contains(place + 1) {
                for condition in step.outcome.sanction?.conditions ?? [] {
                    guard case .firstWithin(let length) = condition.test, !isShorter(length, than: window) else {
                        continue
                    }
                    say(
                        .unreachable, stepPlace(number, place + 1) + ["if", condition.code],
                        "Condition \"\(condition.code)\" of step \(place + 1) of ladder \"\(ladder.id)\" never holds: the step takes an "
                            + "earlier violation inside \(words(window)), and the condition asks for none in \(words(length)). "
                            + "Correct its period, or leave the condition out.")
                }
            }
        }
    }

    /// Two offers that take the place of one measure.
    private func checkOffers() {
        let instead = pack.rules.offers.filter { $0.place == .instead }
        for (place, other) in instead.enumerated() {
            for one in instead[..<place] {
                guard meet(one.criteria, other.criteria), meet(one.steps, other.steps) else { continue }
                say(
                    .overlap, ["offers", other.code],
                    "Offers \"\(one.code)\" and \"\(other.code)\" both stand instead of the same measure. Let them be for "
                        + "other criteria or steps, or put one beside the measure.")
            }
        }
    }

    /// A circumstance that leads to less; which one does so the pack has to say itself.
    private func checkCircumstances() {
        for one in pack.rules.circumstances where one.isMilder && one.reason == nil {
            say(
                .milder, ["circumstances", one.code],
                "Circumstance \"\(one.code)\" leads to less once it is confirmed. Correct its effect, or state the "
                    + "source's reason as \"reason\" of the circumstance.")
        }
    }

    /// Whether two lists have something in common, where an empty one has everything.
    private func meet<Value: Equatable>(_ one: [Value], _ other: [Value]) -> Bool {
        one.isEmpty || other.isEmpty || one.contains { other.contains($0) }
    }

    /// A violation that climbs no ladder.
    func tellMissing(_ evaluation: Evaluation, _ witness: Facts) {
        let code = pack.criteria[evaluation.criterion]
        if pack.rules.noLadder?.value?.contains(code) == true { return }
        if witness.attributes?["type"] == Self.unnamed {
            return say(
                .choice, ["criteria", code],
                "Criterion \(code): at an outlet of a type that the pack does not name a person decides.")
        }
        let name = evaluation.severity >= 0 ? " (class \"\(pack.classes[evaluation.severity])\")" : ""
        say(
            .gap, ["criteria", code],
            "No ladder for criterion \(code)\(name), when \(ProofWords(witness).text). Put it on a ladder, or name it "
                + "under no_ladder with the source.")
    }

    /// Two ladders against the same subject.
    func tellDoubled(_ evaluation: Evaluation, _ all: [Evaluation], _ witness: Facts) {
        let subject = pack.ladders[evaluation.ladder].ladder.subject
        // While the type of the outlet is not known, ladders for certain types hold only perhaps.
        func isOpen(_ one: Evaluation) -> Bool {
            witness.attributes?["type"] == nil && !pack.ladders[one.ladder].ladder.outletTypes.isEmpty
        }
        for other in all where other.ladder >= 0 && other.ladder < evaluation.ladder {
            guard pack.ladders[other.ladder].ladder.subject == subject, !isOpen(evaluation), !isOpen(other) else {
                continue
            }
            say(
                .overlap, ladderPlace(evaluation.ladder),
                "Ladders \"\(pack.ladders[other.ladder].ladder.id)\" and \"\(pack.ladders[evaluation.ladder].ladder.id)\" "
                    + "both hold when \(ProofWords(witness).text). Keep the criterion, or its class, in one.")
        }
    }

    /// Steps that no combination leads to.
    func findUnreachable() {
        for (number, ladder) in pack.rules.ladders.enumerated() {
            guard !reached[number].isEmpty else {
                say(
                    .unreachable, ladderPlace(number),
                    "No combination leads to ladder \"\(ladder.id)\": no criterion has a class that climbs it. Give it "
                        + "criteria, or leave it out.")
                continue
            }
            for step in 1...max(1, ladder.steps.count) where !reached[number].contains(step) {
                say(
                    .unreachable, stepPlace(number, step),
                    "No combination leads to step \(step) of ladder \"\(ladder.id)\". Let \"reach\" or a skip lead there, "
                        + "or leave the step out.")
            }
        }
        for code in pack.rules.noLadder?.value ?? [] where !pack.laddersOfCriterion[pack.criterion(code)].isEmpty {
            say(
                .overlap, ["no_ladder", "criteria"],
                "Criterion \(code) is named under no_ladder, but it is on a ladder. Keep one of the two.")
        }
    }
}

extension Skip.Target {
    var isStep: Bool { if case .step = self { true } else { false } }
}
