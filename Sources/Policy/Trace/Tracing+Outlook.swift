extension Tracing {
    /// What would change this line: a further violation, the end of the window, an earlier violation set aside, conduct that
    /// was not stated. All of it is decided, on changed facts.
    func outlook(_ line: Line, _ ladder: CompiledLadder, _ evaluation: Evaluation, _ tallies: [Tally]) -> [Outlook] {
        guard evaluation.gate != .denied else { return [] }
        let now = Answer(facts, about: evaluation.finding, on: ladder.ladder, under: pack, format: evaluator.format)
        let conduct = ladder.ladder.skips.compactMap { ifConduct($0, evaluation, ladder.ladder, now) }
        var outlook: [Outlook] = []
        if case .open = evaluation.gate, let now { outlook.append(ahead(.ifConfirmed, now)) }
        let isUnknown = tallies.contains { $0.rule.lookBack == nil }
        guard evaluation.isSettled else { return outlook + (isUnknown ? [Outlook(.windowUnknown)] : []) + conduct }
        let again = again(evaluation)
        outlook += further(evaluation, ladder.ladder, again, now) + again
        if let aside = ifSetAside(line, evaluation, ladder.ladder) { outlook.append(aside) }
        return outlook + conduct
    }

    func ahead(_ code: Outlook.Code, _ answer: Answer) -> Outlook {
        var outlook = Outlook(
            code, step: answer.step, options: answer.options,
            measure: answer.options.leading(pack.rules.combination.order))
        outlook.gap = answer.gap
        outlook.result = answer.gap != nil ? .personDecides : answer.options.isEmpty ? .nothing : .measures
        outlook.needs = answer.needs.isEmpty ? nil : answer.needs
        outlook.amounts = answer.amounts.isEmpty ? nil : answer.amounts
        return outlook
    }

    /// Where the violation lands with conduct that nobody stated; nil where that is the same, and where it can't be stated.
    private func ifConduct(_ skip: Skip, _ evaluation: Evaluation, _ ladder: Ladder, _ now: Answer?) -> Outlook? {
        guard !skip.isDerived, !evaluator.isConduct(skip.conduct, evaluation.finding) else { return nil }
        var stated = facts
        stated.findings[evaluation.finding].conduct =
            (stated.findings[evaluation.finding].conduct ?? []) + [skip.conduct]
        guard let answer = Answer(stated, about: evaluation.finding, on: ladder, under: pack, format: evaluator.format),
            answer.options != now?.options || answer.gap != now?.gap
        else { return nil }
        var outlook = ahead(.ifConduct, answer)
        outlook.conduct = NamedRule(skip)
        return outlook
    }

    /// What it comes to without the violations that count now.
    private func ifSetAside(_ line: Line, _ evaluation: Evaluation, _ ladder: Ladder) -> Outlook? {
        let counted = Set(line.counted.map(\.id) + rises(evaluation).flatMap(\.tally.counted).map(\.id))
        guard !counted.isEmpty else { return nil }
        var without = facts
        for index in without.history.indices where counted.contains(without.history[index].id) {
            without.history[index].standing = .setAside
        }
        guard let answer = Answer(without, about: evaluation.finding, on: ladder, under: pack, format: evaluator.format)
        else { return nil }
        if without.running != nil {
            // Whether what was running rests on one of them is not known.
            without.running = nil
            guard
                Answer(without, about: evaluation.finding, on: ladder, under: pack, format: evaluator.format) == answer
            else { return nil }
        }
        return ahead(.ifSetAside, answer)
    }

    /// One rise of a class that came into question, with what counted for it.
    struct Rise {
        let from: Int
        let to: String
        let tally: Tally
    }

    /// The rises from the class that the criterion has of itself up to the one that it has now.
    func rises(_ evaluation: Evaluation) -> [Rise] {
        guard evaluation.criterion >= 0, evaluation.severity >= 0 else { return [] }
        var rises: [Rise] = []
        var severity = pack.severities[evaluation.criterion]
        while severity >= 0, let raise = pack.raises[severity], rises.count < pack.classes.count {
            var from = evaluation
            from.severity = severity
            rises.append(Rise(from: severity, to: raise.raise.to, tally: Tally(self, raise.counting, nil, from)))
            if severity == evaluation.severity { break }
            severity = raise.to
        }
        return rises
    }
}
