extension Tracing {
    /// What would change this line: a further violation, the end of the window, an earlier violation set aside.
    func outlook(_ line: Line, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]) -> [Outlook] {
        guard evaluation.gate != .denied else { return [] }
        var outlook: [Outlook] = []
        if case .open = evaluation.gate {
            let landing = evaluation.isSettled ? evaluator.landing(on: evaluation.least, evaluation, events) : nil
            outlook.append(ahead(.ifConfirmed, step: line.step, landing))
        }
        guard evaluation.isSettled else {
            return outlook + (tallies.contains { $0.rule.lookBack == nil } ? [Outlook(.windowUnknown)] : [])
        }
        outlook.append(further(line, ladder, evaluation, tallies))
        outlook += again(tallies)
        if !line.counted.isEmpty {
            let step = ladder.taken(tallies.map { $0.rule.step(after: 0) }.max() ?? 1)
            outlook.append(ahead(.ifSetAside, step: step, counted(on: step, evaluation)))
        }
        return outlook
    }

    private func ahead(_ code: Outlook.Code, step: Int?, _ landing: Proposal?, day: LocalDate? = nil) -> Outlook {
        let options = landing?.options ?? []
        return Outlook(
            code, step: step, options: options, measure: options.leading(pack.rules.combination.order), day: day)
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
