extension Tracing {
    /// What would change this line: a further violation, the end of the window, an earlier violation set aside, conduct that
    /// was not stated.
    func outlook(_ line: Line, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]) -> [Outlook] {
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

    private func ahead(_ code: Outlook.Code, step: Int?, _ landing: Proposal?, day: LocalDate? = nil) -> Outlook {
        let options = landing?.options ?? []
        return Outlook(
            code, step: step, options: options, measure: options.leading(pack.rules.combination.order), day: day)
    }

    /// Where the violation lands with conduct that nobody stated; nil where that is the same, and where it can't be stated.
    private func ifConduct(_ skip: Skip, _ evaluation: Evaluation) -> Outlook? {
        guard !skip.isDerived, !evaluator.isConduct(skip.conduct, evaluation.finding) else { return nil }
        var stated = facts
        stated.findings[evaluation.finding].conduct =
            (stated.findings[evaluation.finding].conduct ?? []) + [skip.conduct]
        let other = Evaluator(pack: pack, facts: stated)
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
        return ahead(.furtherViolation, step: step, counted(on: step, evaluation), day: isKnown ? day : nil)
    }

    /// What a step that is reached by counting alone calls for.
    private func counted(on step: Int, _ evaluation: Evaluation) -> Proposal {
        var plain = evaluation
        plain.skip = -1
        return evaluator.landing(on: step, plain, events)
    }

    private func again(_ tallies: [Tally]) -> [Outlook] {
        guard let tally = tallies.first else { return [] }
        guard let lookBack = tally.rule.lookBack else { return [Outlook(.windowUnknown)] }
        guard !lookBack.isUnlimited else { return [] }
        guard !lookBack.anchors.contains(.earlierDecision) else {
            return [Outlook(.firstAgain, length: lookBack.length)]
        }
        return [Outlook(.firstAgain, day: lookBack.windows.map { $0.expiry(from: facts.day) }.max())]
    }
}

extension Tally {
    /// The first day on which any reading may drop one of the violations that count now, this one included.
    ///
    /// The decision about this violation is on its day or later, so counting from its day is never too long.
    fileprivate func firstChange(_ day: LocalDate) -> LocalDate? {
        guard let lookBack = rule.lookBack, !lookBack.isUnlimited else { return nil }
        let own = lookBack.windows.map { $0.expiry(from: day) }.min() ?? day
        guard lookBack.expiries != [.wholeLadder] else { return own }
        return counted.reduce(own) { min($0, $1.mayExpire ?? own) }
    }
}
