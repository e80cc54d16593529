/// Tells how an evaluation came about; it decides nothing.
struct Tracing {
    let evaluator: Evaluator
    let events: Counting.Events
    /// The rules that will judge a further violation, and the day of the decision where it is known.
    let coming: Ahead

    var pack: CompiledPack { evaluator.pack }
    var facts: Facts { evaluator.facts }

    func line(_ evaluation: Evaluation, _ proposal: Proposal) -> Line {
        guard evaluation.ladder >= 0 else { return undecided(evaluation, proposal) }
        let ladder = pack.ladders[evaluation.ladder]
        let criterion = pack.rules.criteria[evaluation.criterion]
        let tallies = ladder.counts.map { Tally(self, $0, ladder, evaluation) }
        let passes = evaluation.gate != .denied
        let windows = windows(ladder)
        let others = windows.dropFirst().compactMap(\.self)
        var line = Line(
            criterion: criterion.code, criterionName: criterion.plainName, names: criterion.name,
            ladder: ladder.ladder.id, subject: ladder.ladder.subject, severity: severity(evaluation),
            measured: MeasuredValue(criterion, in: facts.findings),
            step: passes && evaluation.isSettled ? evaluation.least : nil,
            countedStep: evaluation.isMoved ? evaluation.counted : nil, steps: ladder.ladder.steps.count,
            known: evaluator.format < 3 ? nil : ladder.ladder.knownSteps,
            measure: proposal.options.leading(pack.rules.combination.order),
            options: proposal.options.single == nil ? proposal.options : [],
            chooser: proposal.options.count > 1 ? proposal.chooser : nil, personDecides: proposal.personDecides,
            reason: proposal.reason, unknown: proposal.gap, openGate: proposal.openGate,
            counted: Tally.counted(tallies, naming: evaluator.format >= 4),
            refused: Tally.refused(tallies, naming: evaluator.format >= 4), window: windows.first ?? nil,
            otherWindows: others.isEmpty ? nil : others, gates: gates(ladder, evaluation),
            skipped: skipped(ladder, evaluation), circumstances: circumstances(evaluation),
            offers: offers(evaluation, proposal), alternatives: alternatives(ladder, evaluation, tallies),
            sources: [], outlook: [])
        line.sources = sources(ladder, evaluation, criterion)
        line.outlook =
            evaluator.format < 4
            ? outlookBefore4(line, ladder, evaluation, tallies) : outlook(line, ladder, evaluation, tallies)
        return line
    }

    /// A line for a criterion that the pack has no ladder for: nothing is counted, a person decides.
    private func undecided(_ evaluation: Evaluation, _ proposal: Proposal) -> Line {
        let criterion = evaluation.criterion >= 0 ? pack.rules.criteria[evaluation.criterion] : nil
        return Line(
            criterion: proposal.criterion, criterionName: criterion?.plainName ?? proposal.criterion,
            names: criterion?.name ?? Localized(["en": proposal.criterion]), ladder: nil, subject: nil,
            severity: severity(evaluation), measured: criterion.flatMap { MeasuredValue($0, in: facts.findings) },
            step: nil, countedStep: nil, steps: 0, known: nil, measure: nil, options: [], chooser: nil,
            personDecides: true,
            reason: proposal.reason, unknown: proposal.gap, openGate: nil, counted: [],
            refused: events.map { RefusedFact(facts.history[$0.position], .sourceDoesNotSay) }, window: nil,
            otherWindows: nil, gates: [],
            skipped: [], circumstances: [], offers: [], alternatives: [], sources: criterion?.notes ?? [],
            outlook: [])
    }

    private func severity(_ evaluation: Evaluation) -> SeverityTrace? {
        guard evaluation.severity >= 0 else { return nil }
        let own = pack.severities[evaluation.criterion]
        var severity = SeverityTrace(
            pack.rules.classes[evaluation.severity],
            raisedFrom: own == evaluation.severity ? nil : pack.classes[own])
        if evaluator.format >= 4, pack.raises.contains(where: { $0 != nil }) {
            let rises = rises(evaluation).map { rise in
                var trace = RiseTrace(
                    from: pack.classes[rise.from], to: rise.to, windows: [window(rise.tally.rule)].compactMap(\.self),
                    counted: rise.tally.counted, refused: rise.tally.refused)
                guard evaluator.format >= 5 else { return trace }
                trace.fromName = pack.rules.classes[rise.from].name
                trace.toName = pack.rules.classes.first { $0.code == rise.to }?.name
                return trace
            }
            severity.rises = rises.isEmpty ? nil : rises
        }
        return severity
    }

    /// The window of each count; nil for one without. Formats before 4 told the first alone.
    private func windows(_ ladder: CompiledLadder) -> [WindowTrace?] {
        let counts = ladder.ladder.counts
        guard evaluator.format >= 4 else { return [counts.first.flatMap(window)] }
        return counts.map { rule in
            var trace = window(rule)
            if counts.count > 1 { trace?.count = rule.id }
            return trace
        }
    }

    private func window(_ rule: CountingRule) -> WindowTrace? {
        guard let lookBack = rule.lookBack, let window = lookBack.windows.first else { return nil }
        let memory = pack.rewardsCount ? evaluator.memory(events).sure : nil
        let used = memory.map(window.shortened) ?? window
        var trace = WindowTrace(
            length: used.length, anchors: lookBack.anchors, from: used.from(for: facts.day), until: facts.day)
        let chains = lookBack.expiries.contains(.wholeLadder) && lookBack.anchors != [.anyPeriod]
        if evaluator.format >= 4, chains { trace.isChain = true }
        return trace
    }

    private func gates(_ ladder: CompiledLadder, _ evaluation: Evaluation) -> [GateTrace] {
        let evidence = pack.rules.criteria[evaluation.criterion].evidence
        let gates = ladder.ladder.gates + evidence
        guard evaluator.format >= 4 else {
            let conditions = conditionsBefore4(ladder, evaluation)
            return (gates + conditions).map { GateTrace($0, evaluator.state(of: $0, evaluation, events)) }
        }
        let reached = gates.contains { $0.fromStep > 1 } ? reached(evaluation) : nil
        return gates.filter { reached?.isAsked($0) ?? true }
            .map { GateTrace($0, evaluator.state(of: $0, evaluation, events)) }
            + conditions(ladder, evaluation).map { condition in
                var trace = GateTrace(condition, evaluator.state(of: condition, evaluation, events))
                trace.isCondition = true
                return trace
            }
    }

    /// Where it lands before a gate holds it below a step.
    private func reached(_ evaluation: Evaluation) -> Evaluation? {
        var before: Evaluation?
        evaluator.evaluate(events, adjusting: false) { one in
            if one.finding == evaluation.finding, one.ladder == evaluation.ladder { before = one }
        }
        guard var reached = before else { return nil }
        evaluator.adjustWithoutGates(pack.ladders[evaluation.ladder], &reached, events)
        return reached
    }

    /// What the licensee's choice depends on where there is one: at the step that was reached, or with the conduct that skips it.
    private func conditions(_ ladder: CompiledLadder, _ evaluation: Evaluation) -> [Gate] {
        guard evaluation.isSettled, evaluation.gate != .denied else { return [] }
        var outcome: Step.Outcome?
        if evaluation.skip >= 0, case .outcome(let own) = ladder.ladder.skips[evaluation.skip].target {
            outcome = own
        } else if evaluation.least > 0, evaluation.least <= ladder.ladder.steps.count {
            outcome = ladder.ladder.steps[evaluation.least - 1].outcome
        }
        guard case .sanction(let sanction) = outcome, sanction.options.count > 1, sanction.chooser == .licensee else {
            return []
        }
        return sanction.conditions
    }

    /// As formats before 4 told them, among the gates.
    private func conditionsBefore4(_ ladder: CompiledLadder, _ evaluation: Evaluation) -> [Gate] {
        guard evaluation.isSettled, evaluation.skip < 0, evaluation.least > 0,
            evaluation.least <= ladder.ladder.steps.count,
            case .sanction(let sanction) = ladder.ladder.steps[evaluation.least - 1].outcome
        else { return [] }
        return sanction.conditions
    }

    private func skipped(_ ladder: CompiledLadder, _ evaluation: Evaluation) -> [NamedRule] {
        ladder.ladder.skips.filter { evaluator.isConduct($0.conduct, evaluation.finding) }.map(NamedRule.init)
    }

    private func circumstances(_ evaluation: Evaluation) -> [NamedRule] {
        let criterion = facts.findings[evaluation.finding].criterion
        return pack.rules.circumstances.filter { evaluator.isInPlay($0, evaluation.finding) }.map { circumstance in
            let answers = facts.confirmations.filter { $0.gate == circumstance.code && $0.criterion == criterion }
            return NamedRule(circumstance, by: answers.firstByName)
        }
    }

    private func offers(_ evaluation: Evaluation, _ proposal: Proposal) -> [OfferTrace] {
        guard evaluation.gate == .passed, evaluation.isSettled, !pack.rules.offers.isEmpty else { return [] }
        return evaluator.offers(proposal.criterion, step: evaluation.least).map { offer in
            let next = offer.declined == .nextStep ? 1 : 0
            let follows = offer.declined == .measureFollows || offer.declined == .nextStep
            let step = pack.ladders[evaluation.ladder].taken(evaluation.least + next)
            let otherwise = follows ? evaluator.landing(on: step, evaluation, events).options : []
            return OfferTrace(offer, evaluator.answer(to: offer), otherwise: otherwise)
        }
    }

    /// The rewards that the outlet has earned on this day.
    var rewards: [NamedRule] {
        pack.rules.rewards.filter { evaluator.earning($0, events) == .earned }.map(named)
    }

    /// What it has not earned although no violation was established in the period, or not for certain; nil where there is none.
    var notEarned: [NamedRule]? {
        let missed = pack.rules.rewards.filter { reward in
            evaluator.earning(reward, events) != .earned && evaluator.isCompliant(for: reward.compliantFor, events)
        }
        return missed.isEmpty ? nil : missed.map(named)
    }

    private func named(_ reward: Reward) -> NamedRule {
        var rule = NamedRule(reward)
        guard evaluator.format >= 5 else { return rule }
        rule.inspected = NamedRule.Inspected(
            period: reward.compliantFor, found: evaluator.inspections(in: reward.compliantFor),
            needed: reward.inspections?.value)
        return rule
    }

    private func alternatives(
        _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]
    ) -> [Alternative] {
        guard evaluation.gate != .denied, !evaluation.isSettled, !evaluation.isClassOpen else { return [] }
        guard evaluator.hasOpenReward(events) else { return alternatives(ladder, evaluation, counting: tallies) }
        return [false, true].flatMap { isEarned in
            evaluator.takesAsEarned = isEarned
            defer { evaluator.takesAsEarned = nil }
            let tallies = ladder.counts.map { Tally(self, $0, ladder, evaluation) }
            return alternatives(ladder, evaluation, counting: tallies).map { alternative in
                var alternative = alternative
                alternative.rewarded = isEarned
                return alternative
            }
        }
    }

    private func alternatives(
        _ ladder: CompiledLadder, _ evaluation: Evaluation, counting tallies: [Tally]
    ) -> [Alternative] {
        let days = evaluator.furtherDays(evaluation.finding)
        var found: [Alternative] = []
        for further in days.least == days.most ? [days.least] : [days.least, days.most] {
            for count in Set(tallies.flatMap(\.counts)).sorted() {
                let step = tallies.map { $0.step(at: count, further) }.max() ?? 1
                let assumed = evaluator.assume(step, ladder, evaluation, events)
                // A long list ends, but not before every step that is possible is in it; beyond the last all are one.
                let isNew = !found.contains { min($0.step, ladder.beyond) == min(assumed.least, ladder.beyond) }
                if isNew || found.count <= ladder.ladder.steps.count { found.append(alternative(count, assumed)) }
            }
        }
        return found
    }

    private func alternative(_ count: Int, _ assumed: Evaluation) -> Alternative {
        let options = evaluator.landing(on: assumed.least, assumed, events).options
        return Alternative(
            earlier: count, step: assumed.least, measure: options.leading(pack.rules.combination.order),
            options: options.single == nil && !options.isEmpty ? options : nil, rewarded: nil)
    }

    private func sources(_ ladder: CompiledLadder, _ evaluation: Evaluation, _ criterion: Criterion) -> [SourceNote] {
        let rules = ladder.ladder.counts.flatMap(\.notes)
        let gates = ladder.ladder.gates.map { SourceNote(what: "gate", value: $0.code, citation: $0.citation) }
        let steps = ladder.ladder.steps
        // The next step too: the outlook names it.
        let (from, through) = evaluation.isSettled ? (evaluation.least, evaluation.least + 1) : (1, steps.count)
        let shown = max(1, from)...max(1, from, through)
        return criterion.notes + rules + gates + shown.filter { $0 <= steps.count }.flatMap { steps[$0 - 1].notes }
            + ladder.ladder.skips.filter { evaluator.isConduct($0.conduct, evaluation.finding) }.compactMap(\.reading)
            + readings(evaluation)
    }

    /// What the pack settles by readings of its own about classes that rise, days that a violation goes on, and several
    /// criteria at once, where that comes into question.
    private func readings(_ evaluation: Evaluation) -> [SourceNote] {
        let own = pack.severities[evaluation.criterion]
        let rising = Set([own, evaluation.severity]).sorted().filter { $0 >= 0 }
            .compactMap { pack.raises[$0]?.raise.counting.notes.filter { $0.reading == true } }.joined()
        let goesOn = (facts.findings[evaluation.finding].days ?? 1) > 1
        let isAlone = facts.findings.count { $0.result == "fail" } == 1
        let combined = pack.rules.combination.readings.filter { $0.what == "continuing" ? goesOn : !isAlone }
        return Array(rising) + combined
    }
}

extension Ladder {
    /// How many steps there are before those at its end that the source does not say; nil where it says all.
    fileprivate var knownSteps: Int? {
        let known = steps.lastIndex { if case .unknown = $0.outcome { false } else { true } }.map { $0 + 1 } ?? 0
        return known < steps.count ? known : nil
    }
}

extension Evaluation {
    /// Whether a gate is asked at the steps that it may reach.
    fileprivate func isAsked(_ gate: Gate) -> Bool { gate.fromStep == 1 || most >= gate.fromStep || skip >= 0 }

    /// Whether one step was reached.
    var isSettled: Bool { open == nil }

    /// Whether it is open in which class it is.
    fileprivate var isClassOpen: Bool {
        switch open {
        case .severity, .severityOfReward: true
        default: false
        }
    }

    /// Whether something else than the count decided the step.
    var isMoved: Bool { isSettled && (least != counted || skip >= 0) }
}
