extension Evaluator {
    /// The sides of everything in its ladder on which one evaluation lies.
    func sides(_ evaluation: Evaluation, _ events: Counting.Events) -> Set<Threshold.Side> {
        let ladder = pack.ladders[evaluation.ladder]
        var sides = sidesOfOutcome(evaluation, ladder, events)
        for rule in ladder.counts {
            let place = ["ladders", ladder.ladder.id] + rule.rule.place + ["look_back"]
            sides.formUnion(self.sides(of: counting(rule, ladder, evaluation, events), place, events))
        }
        for (gate, place) in ladder.ladder.numberedGates {
            sides.formUnion(self.sides(of: gate, place, evaluation, events))
        }
        return sides
    }

    /// The windows of the classes that this violation has, or rises from.
    func sidesOfClasses(_ evaluation: Evaluation, _ events: Counting.Events) -> Set<Threshold.Side> {
        var sides: Set<Threshold.Side> = []
        var severity = pack.severities[evaluation.criterion]
        for _ in pack.classes {
            guard severity >= 0, let raise = pack.raises[severity] else { break }
            let from = Evaluation(finding: evaluation.finding, criterion: evaluation.criterion, severity: severity)
            let counting = counting(raise.counting, nil, from, events)
            let place = ["classes", pack.classes[severity], "raised", "look_back"]
            sides.formUnion(self.sides(of: counting, place, events))
            guard severity != evaluation.severity else { break }
            severity = raise.to
        }
        return sides
    }

    /// The step that it settles on, and the bounds of what that step works out.
    private func sidesOfOutcome(
        _ evaluation: Evaluation, _ ladder: CompiledLadder, _ events: Counting.Events
    ) -> Set<Threshold.Side> {
        guard evaluation.gate == .passed, proposal(evaluation, events).gap?.about != .fact else { return [] }
        let place = ["ladders", ladder.ladder.id]
        if evaluation.skip >= 0 {
            let skip = ladder.ladder.skips[evaluation.skip]
            guard case .outcome(let outcome) = skip.target else { return [] }
            return sides(ofAmounts: outcome, place + ["skips", skip.conduct])
        }
        // Where no length of the look-back is known a later step never settles, and the farthest stands for it.
        let isOpen = ladder.counts.contains { !$0.windowIsKnown } && !evaluation.isSettled
        guard isOpen || evaluation.isSettled else { return [] }
        let step = isOpen ? evaluation.most : evaluation.least
        guard (1...max(1, ladder.ladder.steps.count)).contains(step), !ladder.ladder.steps.isEmpty else { return [] }
        let own = place + ["steps", String(step)]
        return sides(ofAmounts: ladder.ladder.steps[step - 1].outcome, own).union([Threshold.Side(own, 0)])
    }

    private func sides(ofAmounts outcome: Step.Outcome, _ place: [String]) -> Set<Threshold.Side> {
        var sides: Set<Threshold.Side> = []
        outcome.forEachComputation(facts.attributes ?? [:]) { computation, path in
            guard let figure = facts.figures?[computation.base], let result = computation.unbounded(figure) else {
                return
            }
            if let least = computation.atLeast {
                sides.insert(Threshold.Side(place + path + ["at_least"], result < least ? 0 : 1))
            }
            if let most = computation.atMost {
                sides.insert(Threshold.Side(place + path + ["at_most"], result <= most ? 0 : 1))
            }
        }
        return sides
    }

    /// The sides of a window on which earlier violations lie under every reading of it: the very edge, where readings
    /// part, is on neither.
    private func sides(of counting: Counting, _ place: [String], _ events: Counting.Events) -> Set<Threshold.Side> {
        var (inside, outside) = (Set<Int>(), Set<Int>())
        withUnsafeTemporaryAllocation(of: Verdict.self, capacity: max(1, events.count)) { verdicts in
            verdicts.initialize(repeating: .counts)
            for reading in counting.rule.readings {
                _ = counting.count(events, reading, assuming: true, verdicts)
                for index in events.indices {
                    if verdicts[index] == .counts { inside.insert(index) }
                    if verdicts[index] == .refused(.outsideWindow) { outside.insert(index) }
                }
            }
        }
        var sides: Set<Threshold.Side> = []
        if !inside.subtracting(outside).isEmpty { sides.insert(Threshold.Side(place, 0)) }
        if !outside.subtracting(inside).isEmpty { sides.insert(Threshold.Side(place, 1)) }
        return sides
    }
}
