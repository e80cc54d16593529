/// What a further violation leads to, and when.
extension Tracing {
    /// The times that are looked at; formats before 5 took the rules for what they are for ever.
    var eras: [Ahead.Era] {
        guard evaluator.format < 5 else { return coming.eras }
        return [Ahead.Era(pack: coming.pack, version: coming.version, from: .distantPast, until: .distantFuture)]
    }

    /// - Parameter again: what is told of the day on which this violation no longer counts.
    func further(
        _ evaluation: Evaluation, _ ladder: Ladder, _ again: [Outlook], _ now: Answer?
    ) -> [Outlook] {
        let worlds = worlds(evaluation, now)
        let views = eras.map { era in
            era.pack.map {
                Foresight(
                    facts, evaluation.finding, ladder, $0, era, today: coming.today, worlds, format: evaluator.format)
            }
        }
        let stretches = stretches(views)
        guard let first = stretches.first, first.isNewEra || first.told != .nothing else { return [] }
        var all = told(stretches, views[0], again.compactMap(\.day).min())
        if let foresight = views[0], foresight.isAhead, all.first?.result != .depends {
            all += suspended(foresight, first, now)
        }
        guard evaluator.format >= 5 else { return all }
        let takesLicence = now.map { !$0.options.isEmpty && $0.options.allSatisfy(\.takesLicence) } == true
        if takesLicence { for index in all.indices { all[index].ifLicensed = true } }
        let rules = coming.pack.rules.rules(counting: facts.findings[evaluation.finding].criterion)
        guard rules.contains(where: { $0.lookBack?.anchors.contains(.earlierDecision) == true }) else { return all }
        for index in all.indices where all[index].code == .furtherViolation && !all[index].isOfTheRules {
            all[index].afterDecision = true
            // Whatever is found after the decision is found after the days that were passed over for its sake.
            if views[0]?.passesOverUndecided == true { all[index].from = nil }
        }
        return all
    }

    /// The answers of all the times one after another, without those that say the same as before.
    private func stretches(_ views: [Foresight?]) -> [Foresight.Stretch] {
        var all: [Foresight.Stretch] = []
        for (index, (era, view)) in zip(eras, views).enumerated() {
            var found = [Foresight.Stretch(from: era.from, told: .noRules)]
            if let view {
                guard view.isAhead else { continue }
                found = view.stretches()
            }
            for place in found.indices {
                found[place].version = era.version
                found[place].isNewEra = place == 0 && index > 0
            }
            if let last = all.last, last.told == found[0].told, last.told != .nothing { found.removeFirst() }
            all += found
        }
        return all
    }

    /// - Parameter end: the day on which this violation no longer counts; what follows then is not told.
    private func told(
        _ stretches: [Foresight.Stretch], _ foresight: Foresight?, _ end: LocalDate?
    ) -> [Outlook] {
        var all: [Outlook] = []
        var (index, most) = (0, stretches.contains(where: \.isNewEra) ? 8 : 4)
        while index < stretches.count, all.count < most {
            let stretch = stretches[index]
            if index > 0, let end, stretch.from >= end { break }
            guard var outlook = told(index == 0 ? .furtherViolation : .laterViolation, stretch) else { break }
            // What the decision about this violation settles is settled for all the days of these rules.
            let next = stretches[(index + 1)...].firstIndex { outlook.result != .depends || $0.isNewEra }
            outlook.day = next.map { stretches[$0].from }
            if index > 0 {
                outlook.from = stretch.from
            } else if stretch.isNewEra || foresight?.passesOver == true {
                outlook.from = stretch.from
            }
            index = next ?? stretches.count
            if all.isEmpty, !stretch.isNewEra, let foresight, let length = self.length(outlook, stretches, foresight) {
                outlook.length = length
                let new = stretches.firstIndex(where: \.isNewEra)
                outlook.day = new.map { stretches[$0].from }
                index = new ?? stretches.count
            }
            all.append(outlook)
        }
        return all
    }

    /// How long after the decision about this violation the first answer holds, where the days alone don't say it.
    private func length(
        _ outlook: Outlook, _ stretches: [Foresight.Stretch], _ foresight: Foresight
    ) -> Length? {
        guard outlook.result != .depends, stretches.count > 1, stretches[1].told == .depends, !stretches[1].isNewEra,
            foresight.holdsWhileDecided
        else { return nil }
        return foresight.lengthFromDecisions
    }

    private func told(_ code: Outlook.Code, _ stretch: Foresight.Stretch) -> Outlook? {
        var outlook = Outlook(code)
        switch stretch.told {
        case .nothing:
            guard stretch.isNewEra else { return nil }
            outlook.result = .otherRules
        case .noRules: outlook.result = .noRules
        case .depends: outlook.result = .depends
        case .dependsOnInspections: outlook.result = .dependsOnInspections
        case .answer(let answer):
            outlook = ahead(code, answer)
            if answer.gap?.about == .lookBack { outlook.personDecides = true }
        }
        // Of the days of the rules that are in force it is told once.
        if stretch.isNewEra || code == .furtherViolation { outlook.version = stretch.version }
        return outlook
    }

    /// What it leads to while a closure or a suspension runs, where that is something else.
    private func suspended(_ foresight: Foresight, _ plain: Foresight.Stretch, _ now: Answer?) -> [Outlook] {
        let kinds = (now?.options ?? []).flatMap(\.measures).map(\.kind) + (facts.running ?? [])
        let ladders = coming.pack.rules.ladders
        guard let kind = kinds.first(where: \.stopsSales),
            ladders.contains(where: { $0.skips.contains(where: \.isDerived) })
        else { return [] }
        let running = foresight.stretches(while: [kind])
        guard running[0].told != plain.told, var outlook = told(.whileSuspended, running[0]) else { return [] }
        outlook.day = running.dropFirst().first?.from ?? eras.dropFirst().first?.from
        return [outlook]
    }

    /// What may become of this violation before a further one, where that can make a difference.
    private func worlds(_ evaluation: Evaluation, _ now: Answer?) -> [Foresight.World] {
        var measures: [MeasureKind?] = [nil]
        if eras.contains(where: { $0.pack?.rules.countingRules.contains(where: \.asksForMeasures) == true }) {
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
}

extension MeasureOption {
    /// Whether it takes the licence for good.
    fileprivate var takesLicence: Bool {
        measures.contains { $0.kind == .withdrawal && $0.length == nil && $0.lengthRange == nil }
    }
}

extension Outlook {
    /// Whether it tells nothing but which rules govern.
    fileprivate var isOfTheRules: Bool { result == .noRules || result == .otherRules }
}

extension CountingRule {
    /// Whether it matters what a violation led to.
    fileprivate var asksForMeasures: Bool { !ledTo.isEmpty || warnings.contains(.doNotCount) }
}
