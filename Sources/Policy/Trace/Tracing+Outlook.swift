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
        let foresight = Foresight(
            facts, evaluation.finding, ladder.ladder, coming, worlds(evaluation, now), format: evaluator.format)
        let again = again(evaluation)
        outlook += further(foresight, again, now) + again
        if let aside = ifSetAside(line, evaluation, ladder.ladder) { outlook.append(aside) }
        return outlook + conduct
    }

    private func ahead(_ code: Outlook.Code, _ answer: Answer) -> Outlook {
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

    // MARK: A further violation

    private func further(_ foresight: Foresight, _ again: [Outlook], _ now: Answer?) -> [Outlook] {
        let stretches = foresight.stretches()
        let version = coming.version
        guard var outlook = told(.furtherViolation, stretches[0].told) else { return [] }
        outlook.version = version
        let next = stretches.dropFirst().first
        if outlook.result == .depends { return [outlook] }
        if next?.told == .depends, foresight.holdsWhileDecided, let length = foresight.lengthFromDecisions {
            outlook.length = length
            return [outlook] + suspended(foresight, stretches, now)
        }
        outlook.day = next?.from
        return [outlook] + later(stretches, again.compactMap(\.day).min()) + suspended(foresight, stretches, now)
    }

    private func told(_ code: Outlook.Code, _ told: Foresight.Told) -> Outlook? {
        switch told {
        case .nothing: return nil
        case .depends:
            var outlook = Outlook(code)
            outlook.result = .depends
            return outlook
        case .dependsOnInspections:
            var outlook = Outlook(code)
            outlook.result = .dependsOnInspections
            return outlook
        case .answer(let answer):
            var outlook = ahead(code, answer)
            if answer.gap?.about == .lookBack { outlook.personDecides = true }
            return outlook
        }
    }

    /// What it leads to afterwards, up to the day on which this violation no longer counts.
    private func later(_ stretches: [Foresight.Stretch], _ end: LocalDate?) -> [Outlook] {
        var all: [Outlook] = []
        for (index, stretch) in stretches.enumerated().dropFirst().prefix(3) {
            if let end, stretch.from >= end { break }
            guard var outlook = told(.laterViolation, stretch.told) else { break }
            outlook.from = stretch.from
            outlook.day = index + 1 < stretches.count ? stretches[index + 1].from : nil
            if outlook.result == .depends { outlook.day = nil }
            all.append(outlook)
            if outlook.result == .depends { break }
        }
        return all
    }

    /// What it leads to while a closure or a suspension runs, where that is something else.
    private func suspended(
        _ foresight: Foresight, _ stretches: [Foresight.Stretch], _ now: Answer?
    ) -> [Outlook] {
        let kinds = (now?.options ?? []).flatMap(\.measures).map(\.kind) + (facts.running ?? [])
        let ladders = coming.pack.rules.ladders
        guard let kind = kinds.first(where: \.stopsSales),
            ladders.contains(where: { $0.skips.contains(where: \.isDerived) })
        else { return [] }
        let running = foresight.stretches(while: [kind])
        guard running[0].told != stretches[0].told, var outlook = told(.whileSuspended, running[0].told) else {
            return []
        }
        outlook.day = running.dropFirst().first?.from
        return [outlook]
    }

    /// What may become of this violation before a further one, where that can make a difference.
    private func worlds(_ evaluation: Evaluation, _ now: Answer?) -> [Foresight.World] {
        var measures: [MeasureKind?] = [nil]
        if coming.pack.rules.countingRules.contains(where: \.asksForMeasures) {
            let order = pack.rules.combination.order
            let known = (now?.options ?? []).map { Weight.heaviest($0.measures.map(\.kind), order) }
            measures = known.isEmpty ? MeasureKind.allCases.map(Optional.some) : known
        }
        let own = pack.severities[evaluation.criterion]
        let isRaised = evaluation.severity >= 0 && evaluation.severity != own
        let severities = isRaised ? [nil, pack.classes[evaluation.severity]] : [nil]
        let failed = Set(facts.findings.filter { $0.result == "fail" }.map(\.criterion))
        var worlds: Set<Foresight.World> = []
        for measure in measures {
            for severity in severities {
                for isAlone in failed.count > 1 ? [true, false] : [true] {
                    worlds.insert(Foresight.World(measure: measure, severity: severity, isAlone: isAlone))
                }
            }
        }
        return Array(worlds)
    }

    // MARK: The end of the window

    /// The day from which this violation no longer counts for any step or class, whatever comes before; where a chain of
    /// violations keeps it alive, only if nothing does.
    private func again(_ evaluation: Evaluation) -> [Outlook] {
        let rules = coming.pack.rules
        let counting = rules.rules(counting: facts.findings[evaluation.finding].criterion)
        let lookBacks = counting.map(\.lookBack)
        guard !lookBacks.contains(where: { $0 == nil }) else { return [Outlook(.windowUnknown)] }
        let known = lookBacks.compactMap(\.self)
        guard !known.isEmpty, !known.contains(where: \.isUnlimited) else { return [] }
        var outlook: Outlook
        if let decided = known.first(where: { $0.anchors.contains(.earlierDecision) }) {
            guard known.allSatisfy({ $0.length == decided.length }), rules.compliances.isEmpty else { return [] }
            outlook = Outlook(.firstAgain, length: decided.length)
        } else {
            let compliances = rules.compliances.map {
                Window(length: $0, anchor: .thisViolation, anniversary: .counts, expiry: .eachAlone)
            }
            let days = (known.flatMap(\.windows) + compliances).map { $0.expiry(from: facts.day) }
            outlook = Outlook(.firstAgain, day: days.max())
        }
        if known.contains(where: { $0.expiries.contains(.wholeLadder) && $0.anchors != [.anyPeriod] }) {
            guard !facts.history.contains(where: { $0.day > facts.day }) else { return [] }
            outlook.unlessFound = true
        }
        return [outlook]
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

extension CountingRule {
    /// Whether it matters what a violation led to.
    fileprivate var asksForMeasures: Bool { !ledTo.isEmpty || warnings.contains(.doNotCount) }
}

extension Rules {
    /// The rules by which a violation of this criterion may count for a later one of any criterion.
    fileprivate func rules(counting code: String) -> [CountingRule] {
        let own = criteria.first { $0.code == code }
        func mayRepeat(_ rule: CountingRule, _ others: [Criterion]) -> Bool {
            rule.repeats.contains { one in
                others.contains { other in
                    switch one {
                    case .sameCriterion: other.code == code
                    case .sameProvision: other.provision == own?.provision
                    case .sameGroup: other.code == code || (other.group != nil && other.group == own?.group)
                    case .sameClass, .sameLadder, .anyCriterion: true
                    }
                }
            }
        }
        let climbed = ladders.flatMap { ladder in
            let others = criteria.filter {
                ladder.criteria.contains($0.code) || $0.severity != nil && !ladder.classes.isEmpty
            }
            return ladder.counts.filter { rule in
                let isOn = others.contains { $0.code == code }
                return mayRepeat(rule, rule.repeats == [.sameLadder] && !isOn ? [] : others)
            }
        }
        let rising = criteria.filter { $0.severity != nil }
        return climbed + classes.compactMap(\.raise?.counting).filter { mayRepeat($0, rising) }
    }
}
