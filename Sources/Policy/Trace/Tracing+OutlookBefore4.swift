extension Tracing {
    /// As formats before 4 told it, from the tallies alone: kept so that a replay of an old decision comes out as it was.
    func outlookBefore4(
        _ line: Line, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]
    ) -> [Outlook] {
        guard evaluation.gate != .denied else { return [] }
        let conduct = ladder.ladder.skips.compactMap { ifConduct($0, evaluation) }
        var outlook: [Outlook] = []
        if case .open = evaluation.gate {
            let landing = evaluation.isSettled ? evaluator.landing(on: evaluation.least, evaluation, events) : nil
            outlook.append(ahead(.ifConfirmed, step: line.step, landing))
        }
        guard evaluation.isSettled else {
            if tallies.contains(where: { $0.rule.lookBack == nil }) { outlook.append(Outlook(.windowUnknown)) }
            return outlook + conduct
        }
        outlook.append(further(line, ladder, evaluation, tallies))
        outlook += again(tallies)
        if !line.counted.isEmpty {
            let step = ladder.taken(tallies.map { $0.rule.step(after: 0) }.max() ?? 1)
            outlook.append(ahead(.ifSetAside, step: step, counted(on: step, evaluation)))
        }
        return outlook + conduct
    }

    private func ahead(
        _ code: Outlook.Code, step: Int?, _ landing: Proposal?, day: LocalDate? = nil, length: Length? = nil
    ) -> Outlook {
        let options = landing?.options ?? []
        return Outlook(
            code, step: step, options: options, measure: options.leading(pack.rules.combination.order), day: day,
            length: length)
    }

    /// Where the violation lands with conduct that nobody stated; nil where that is the same, and where it can't be stated.
    private func ifConduct(_ skip: Skip, _ evaluation: Evaluation) -> Outlook? {
        guard !skip.isDerived, !evaluator.isConduct(skip.conduct, evaluation.finding) else { return nil }
        var stated = facts
        stated.findings[evaluation.finding].conduct =
            (stated.findings[evaluation.finding].conduct ?? []) + [skip.conduct]
        let other = Evaluator(pack: pack, facts: stated, format: evaluator.format)
        var found: Evaluation?
        other.evaluate(events) { one in
            if one.finding == evaluation.finding, one.ladder == evaluation.ladder { found = one }
        }
        guard let found, found.isSettled, found.gate != .denied else { return nil }
        let landing = other.landing(on: found.least, found, events)
        let now = evaluation.isSettled ? evaluator.landing(on: evaluation.least, evaluation, events) : nil
        guard now?.options != landing.options || now?.personDecides != landing.personDecides else { return nil }
        return Outlook(
            .ifConduct, step: found.skip < 0 ? found.least : nil, options: landing.options,
            measure: landing.options.leading(pack.rules.combination.order), conduct: NamedRule(skip))
    }

    private func further(
        _ line: Line, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]
    ) -> Outlook {
        let step = ladder.taken(tallies.map { $0.rule.step(after: ($0.counts.last ?? 0) + 1) }.max() ?? 1)
        let day = tallies.compactMap { $0.firstChange(facts.day) }.min()
        let isKnown = tallies.allSatisfy { $0.rule.lookBack != nil }
        // Where every window runs from a decision, no day is known before the decision about this violation is taken.
        let lengths = tallies.compactMap { $0.rule.lookBack }.filter { !$0.isUnlimited && $0.runsFromDecisions }
        let length = day == nil ? lengths.first?.length : nil
        var outlook = ahead(
            .furtherViolation, step: step, counted(on: step, evaluation), day: isKnown ? day : nil,
            length: isKnown ? length : nil)
        if evaluator.format >= 3, !isKnown, ladder.taken(certain(tallies)) != step { outlook.personDecides = true }
        return outlook
    }

    /// The step that a further violation reaches where what has no known window does not count.
    private func certain(_ tallies: [Tally]) -> Int {
        tallies.map { $0.rule.step(after: $0.rule.lookBack == nil ? 0 : ($0.counts.last ?? 0) + 1) }.max() ?? 1
    }

    /// What a step that is reached by counting alone calls for.
    private func counted(on step: Int, _ evaluation: Evaluation) -> Proposal {
        var plain = evaluation
        plain.skip = -1
        return evaluator.landing(on: step, plain, events)
    }

    private func again(_ tallies: [Tally]) -> [Outlook] {
        guard let tally = tallies.first else { return [] }
        let isOpen = evaluator.format >= 3 && tallies.contains { $0.rule.lookBack == nil }
        guard let lookBack = tally.rule.lookBack, !isOpen else { return [Outlook(.windowUnknown)] }
        guard !lookBack.isUnlimited else { return [] }
        let waiting = tallies.compactMap(\.rule.lookBack).first { $0.anchors.contains(.earlierDecision) }
        if let waiting { return [Outlook(.firstAgain, length: waiting.length)] }
        return [Outlook(.firstAgain, day: lookBack.windows.map { $0.expiry(from: facts.day) }.max())]
    }
}

extension Tally {
    /// The first day on which any reading may drop one of the violations that count now, this one included.
    ///
    /// Where some reading counts from this day, that one is told: the decision about this violation is on its day or later.
    /// Where all count from that decision, it gives no day of its own.
    fileprivate func firstChange(_ day: LocalDate) -> LocalDate? {
        guard let lookBack = rule.lookBack, !lookBack.isUnlimited else { return nil }
        let own = lookBack.runsFromDecisions ? nil : lookBack.windows.map { $0.expiry(from: day) }.min()
        guard lookBack.expiries != [.wholeLadder] else { return own }
        return ([own] + counted.map(\.mayExpire)).compactMap(\.self).min()
    }
}

extension LookBack {
    /// Whether every reading counts from the day of the decision.
    fileprivate var runsFromDecisions: Bool { anchors.allSatisfy { $0 == .earlierDecision } }
}
