extension Prover {
    /// Looks for more violations that lead to less, in the histories and from step to step.
    func compare(_ positions: ProofPositions, _ scope: ProofScope) {
        for subject in Ladder.Subject.allCases {
            let landed = positions.cover.all.indices.map { place in
                let position = positions.cover.all[place]
                return landings(position.key, position.witness, subject, scope).filter { !$0.proposal.personDecides }
            }
            for (more, after) in landed.enumerated() {
                for (less, before) in landed.enumerated() where less != more {
                    for (old, new) in milder(before, after) where positions.isWorse(more, than: less) {
                        tellMilder(old, new, positions.cover.all[more].witness)
                    }
                }
            }
        }
        for ladder in scope.ladders {
            compareSteps(ladder, scope)
            compareConduct(ladder, scope)
            compareOffers(ladder, scope)
        }
    }

    /// Where a history leads when every gate that people answer lets it through.
    private struct Settled {
        let facts: Facts
        let place: [String]
        let reason: Localized?
        let proposal: Proposal
        /// What states the reason, in words.
        var owner = "the step"
    }

    private func landings(
        _ position: ProofPositions.Position, _ witness: Facts, _ subject: Ladder.Subject, _ scope: ProofScope
    ) -> [Settled] {
        position.evaluations.filter { $0.ladder >= 0 && pack.ladders[$0.ladder].ladder.subject == subject }
            .flatMap { settle($0, witness, scope) }
    }

    /// Where a first breach leads when people deny a gate that says what follows then.
    private func deniedLandings(
        _ position: ProofPositions.Position, _ witness: Facts, _ scope: ProofScope
    ) -> [Settled] {
        position.evaluations.filter { $0.ladder >= 0 && pack.ladders[$0.ladder].ladder.subject == .licensee }
            .flatMap { evaluation in
                pack.ladders[evaluation.ladder].ladder.gates.filter(\.mayBeDeniedAtFirst)
                    .flatMap { settle(evaluation, witness, scope, denying: $0) }
            }
    }

    private func settle(
        _ evaluation: Evaluation, _ witness: Facts, _ scope: ProofScope, denying denied: Gate? = nil
    ) -> [Settled] {
        let ladder = pack.ladders[evaluation.ladder]
        let gates = ladder.ladder.gates + pack.rules.criteria[scope.criterion].evidence
        let others = passing(witness, gates.filter { $0.code != denied?.code })
        let facts = denied.map { others.confirming($0.code, false) } ?? others
        var after = evaluation
        let evaluator = Evaluator(pack: pack, facts: facts)
        facts.withEvents(pack) { events in
            evaluator.rise(ladder, &after, events)
            evaluator.pass(ladder, &after, events)
        }
        guard after.isSettled else { return [] }
        if after.gate == .denied, after.otherwise >= 0 { return otherwise(after, facts, scope) }
        let (step, steps) = (after.least, ladder.ladder.steps)
        let own = (1...max(1, steps.count)).contains(step) && !steps.isEmpty ? steps[step - 1] : nil
        guard after.gate == .passed, let own else {
            let passes = after.gate == .passed
            guard !passes ? after.gate == .denied : step == 0 else { return [] }
            return supplied(facts, []).map {
                Settled(
                    facts: $0, place: ladderPlace(evaluation.ladder), reason: nil,
                    proposal: Proposal(criterion: pack.criteria[scope.criterion]))
            }
        }
        return supplied(facts, steps.map(\.outcome)).map { facts in
            let proposal = Evaluator(pack: pack, facts: facts).landing(on: step, after, Self.none)
            return Settled(
                facts: facts, place: stepPlace(evaluation.ladder, step), reason: own.reason, proposal: proposal)
        }
    }

    /// What follows where a gate does not hold that says so.
    private func otherwise(_ evaluation: Evaluation, _ facts: Facts, _ scope: ProofScope) -> [Settled] {
        let ladder = pack.ladders[evaluation.ladder].ladder
        // Evidence says nothing of what follows without it.
        guard evaluation.otherwise < ladder.gates.count, let outcome = ladder.gates[evaluation.otherwise].otherwise
        else {
            return []
        }
        let gate = ladder.gates[evaluation.otherwise]
        return supplied(facts, ladder.steps.map(\.outcome) + [outcome]).map { facts in
            Settled(
                facts: facts, place: ladderPlace(evaluation.ladder) + ["gates", gate.code, "otherwise"],
                reason: gate.otherwiseReason,
                proposal: Evaluator(pack: pack, facts: facts).proposal(evaluation, Self.none), owner: "\"otherwise\"")
        }
    }

    /// Facts in which people answer every gate so that the violation counts; what the history answers stays open.
    private func passing(_ facts: Facts, _ gates: [Gate]) -> Facts {
        gates.reduce(facts) { facts, gate in
            if case .firstWithin = gate.test { return facts }
            return facts.confirming(gate.code, gate.effect == .mustHold)
        }
    }

    /// The pairs of landings of which the second is milder, and does not say why.
    private func milder(_ before: [Settled], _ after: [Settled]) -> [(old: Settled, new: Settled)] {
        after.filter { $0.reason == nil }.flatMap { new in
            before.filter { old in
                guard old.facts.agrees(with: new.facts) else { return false }
                return heaviness.compare(new.proposal.options, old.proposal.options).map { $0 < 0 } ?? false
            }.map { ($0, new) }
        }
    }

    private func tellMilder(_ old: Settled, _ new: Settled, _ witness: Facts) {
        say(
            .milder, new.place,
            "More violations lead to less: \(old.proposal.text) before, \(new.proposal.text) when "
                + "\(ProofWords(witness).text). Correct the measure, or state the source's reason as \"reason\" of "
                + "\(new.owner).")
    }

    /// Each step beside the settled one before it, also where an unknown look-back never settles on it.
    private func compareSteps(_ ladder: CompiledLadder, _ scope: ProofScope) {
        guard let number = pack.ladders.firstIndex(where: { $0 === ladder }), ladder.ladder.steps.count > 1 else {
            return
        }
        let (steps, counted) = (ladder.ladder.steps, counted(ladder, scope.mostEvents))
        for (facts, plain) in plainLandings(on: number, steps.map(\.outcome), scope) {
            let evaluator = Evaluator(pack: pack, facts: facts)
            let all = counted.map { (step: $0, proposal: evaluator.landing(on: $0, plain, Self.none)) }
            let settled = all.filter { !$0.proposal.personDecides }
            for (old, new) in zip(settled, settled.dropFirst()) where steps[new.step - 1].reason == nil {
                let order = heaviness.compare(new.proposal.options, old.proposal.options)
                guard order.map({ $0 < 0 }) != false else { continue }
                tellStep(ladder.ladder, number, old, new, facts, isMilder: order != nil)
            }
        }
    }

    private func tellStep(
        _ ladder: Ladder, _ number: Int, _ old: (step: Int, proposal: Proposal), _ new: (step: Int, proposal: Proposal),
        _ facts: Facts, isMilder: Bool
    ) {
        let supplied = ProofWords(facts).supplied
        let after = "\(new.proposal.text) after \(old.proposal.text)" + (supplied.isEmpty ? "" : ", when \(supplied)")
        let place = stepPlace(number, new.step)
        guard isMilder else {
            return say(
                .unordered, place,
                "The proof can't tell whether step \(new.step) of ladder \"\(ladder.id)\" is heavier than step "
                    + "\(old.step): \(after). State measures that can be compared, or the source's reason as \"reason\" of "
                    + "the step.")
        }
        say(
            .milder, place,
            "Step \(new.step) of ladder \"\(ladder.id)\" is milder than step \(old.step): \(after). Correct the measure, "
                + "or state the source's reason as \"reason\" of the step.")
    }

    /// Facts with everything that these outcomes depend on, and an evaluation without any history.
    func plainLandings(
        on ladder: Int, _ outcomes: [Step.Outcome], _ scope: ProofScope
    ) -> [(facts: Facts, evaluation: Evaluation)] {
        let plain = Evaluation(finding: 0, criterion: scope.criterion, ladder: ladder)
        let types = [nil] + (values["type"] ?? []).sorted().map(Optional.some)
        return types.flatMap { type in
            days(scope).prefix(2).flatMap { days in
                var facts = scope.facts
                facts.individual = nil
                facts.attributes = type.map { ["type": $0] }
                facts.findings[0].days = days
                return supplied(facts, outcomes).map { ($0, plain) }
            }
        }
    }

    /// The steps that the number of violations alone can reach, in their order.
    func counted(_ ladder: CompiledLadder, _ most: Int) -> [Int] {
        let all = (0...most).map { earlier in ladder.counts.map { $0.step(after: earlier) }.max() ?? 0 }
        return ProofScope.distinct(all).filter { (1...max(1, ladder.ladder.steps.count)).contains($0) }.sorted()
    }

    /// A first breach, with nothing that makes it worse, that may close the outlet without a stated reason.
    func findSevere(_ positions: ProofPositions, _ scope: ProofScope) {
        let isMinor = isMinor(scope.criterion)
        for index in positions.first {
            let position = positions.cover.all[index]
            let landed =
                landings(position.key, position.witness, .licensee, scope)
                + deniedLandings(position.key, position.witness, scope)
            for settled in landed {
                let options = settled.proposal.options
                guard settled.reason == nil else { continue }
                guard isMinor else {
                    tellHeavier(settled, scope)
                    continue
                }
                // What follows where a gate does not hold is told with the answers.
                let words = ProofWords(settled.owner == "the step" ? position.witness : settled.facts).text
                guard options.contains(where: \.closes) else {
                    tellOrder(settled)
                    continue
                }
                say(
                    .severe, settled.place,
                    "A first breach leads to \(settled.proposal.text), when \(words). State the "
                        + "source's reason as \"reason\" of \(settled.owner), or give the criterion a heavier class. "
                        + Self.minor)
            }
        }
    }

    /// A closure at a first breach that only its class excuses.
    private func tellHeavier(_ settled: Settled, _ scope: ProofScope) {
        guard settled.proposal.options.contains(where: \.closes) else { return }
        let (code, name) = (pack.criteria[scope.criterion], pack.classes[pack.severities[scope.criterion]])
        say(
            .choice, settled.place + [code],
            "Criterion \(code): a first breach leads to \(settled.proposal.text). No reason is stated for it, since its class "
                + "\"\(name)\" is not the first of the classes.")
    }

    /// An order in the pack's own words may keep the outlet closed: only the pack can say that it does not.
    private func tellOrder(_ settled: Settled) {
        guard settled.proposal.options.contains(where: \.hasOrderInWords) else { return }
        say(
            .severe, settled.place,
            "A first breach leads to \(settled.proposal.text), and the proof can't tell whether that order closes the outlet. "
                + "State as \"reason\" of \(settled.owner) what the source says about it, or write the measure as a closure."
        )
    }

    /// What the messages say of the rule by which a breach is minor.
    static let minor = "A breach is minor unless its class comes after the first."

    /// Whether a breach of it may be a minor one: it is of the mildest class, or the pack has no classes to tell.
    func isMinor(_ criterion: Int) -> Bool {
        pack.classes.count < 2 || pack.severities[criterion] <= 0
    }

    var heaviness: Heaviness { Heaviness(order: pack.rules.combination.order, day: ProofScope.day) }
}

extension Proposal {
    /// The measures in English.
    var text: String {
        if personDecides { return "a person decides" }
        return options.isEmpty ? "nothing" : EnglishSpeech().phrase(options, .english)
    }
}

extension MeasureOption {
    var closes: Bool { measures.contains { $0.kind == .closure || $0.kind == .withdrawal } }
    fileprivate var hasOrderInWords: Bool { measures.contains { $0.kind == .enforcementOrder && $0.wording != nil } }
}

extension Facts {
    /// Whether both supply the same, as far as both supply anything.
    fileprivate func agrees(with other: Facts) -> Bool {
        (attributes ?? [:]).allSatisfy { name, value in other.attributes?[name].map { $0 == value } ?? true }
            && (figures ?? [:]).allSatisfy { name, value in other.figures?[name].map { $0 == value } ?? true }
    }
}

extension Gate {
    /// Whether it says what follows where it does not hold, and can fail at a first breach: what the history answers can't.
    fileprivate var mayBeDeniedAtFirst: Bool {
        guard otherwise != nil else { return false }
        if case .firstWithin = test { return false }
        return true
    }
}
