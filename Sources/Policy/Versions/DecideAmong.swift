/// What the version that governs says about the facts, where a jurisdiction has adopted several.
///
/// Which version that is, whether a milder later one applies, and whose look-back counts is declared by the version in
/// force on the day of the decision. Where that is open and the answers differ, a person decides. nil when no version
/// was in force on the day of the violation, and that day's rules govern.
package func decide(
    _ facts: Facts, among versions: [AdoptedVersion], decidedOn: LocalDate, coming: [ComingRules] = [],
    format: Int = Decision.format
) -> Decision? {
    guard let current = versions.version(on: decidedOn)?.pack else { return nil }
    guard let governance = current.rules.governance else {
        return decide(facts, under: current, coming: coming, format: format)
    }
    let judged = Judging(
        facts: facts, versions: versions, current: current, governance: governance, on: decidedOn, coming: coming,
        format: format)
    let decisions = judged.decisions
    guard let first = decisions.lazy.compactMap({ $0 }).first else { return nil }
    guard decisions.allSatisfy({ $0?.hasSameOutcome(as: first) == true }) else { return judged.open(first) }
    return first
}

/// Every reading of the question which version governs.
private struct Judging {
    let facts: Facts
    let versions: [AdoptedVersion]
    let current: Pack
    let governance: Governance
    let on: LocalDate
    let coming: [ComingRules]
    let format: Int

    /// nil for a reading under which no version governs.
    var decisions: [Decision?] {
        governance.rulesOf.flatMap { rulesOf in
            governance.milderLater.flatMap { milder in
                governance.lookBackOf.map { decision(rulesOf, milder, $0) }
            }
        }
    }

    private func decision(
        _ rulesOf: Governance.RulesOf, _ milder: Governance.MilderLater, _ lookBackOf: Governance.LookBackOf
    ) -> Decision? {
        let now = decided(current, .dayOfDecision, other: nil)
        guard rulesOf == .dayOfViolation else { return now }
        guard let then = versions.version(on: facts.day)?.pack else { return nil }
        guard then.reference != current.reference else { return decided(current, .only, other: nil) }
        let takesWindow = lookBackOf == .versionOnDayOfDecision
        let failed = facts.findings.filter { $0.result == "fail" }.map(\.criterion)
        let counting =
            takesWindow ? then.counting(as: current, for: failed, format: format) : (pack: then, unmatched: [])
        var old = decided(counting.pack, .dayOfViolation, other: takesWindow ? current.reference : nil)
        if old.lines.contains(where: { $0.ladder.map(counting.unmatched.contains) == true }) { old = open(old) }
        guard milder == .applies else { return old }
        guard !old.personDecides, !now.personDecides,
            let order = Combining(combination: current.combination, day: facts.day)
                .compareOutcomes(now.allOptions, old.allOptions)
        else { return open(old) }
        guard order < 0 else { return old }
        return decided(current, .milderLater, other: then.reference)
    }

    private func decided(_ pack: Pack, _ reason: VersionTrace.Reason, other: PackReference?) -> Decision {
        var decision = decide(
            facts, under: pack, format: format, ahead: Ahead(current, judging: pack, today: on, coming: coming))
        decision.version = VersionTrace(reason, other: other, governance)
        return decision
    }

    /// The same trace, left to a person.
    func open(_ decision: Decision) -> Decision {
        decision.left(toPersonBecause: Gap.Subject.version.sentence)
    }
}

extension Combining {
    /// As `compare`, where nothing at all is the mildest.
    fileprivate func compareOutcomes(_ one: [MeasureOption], _ other: [MeasureOption]) -> Int? {
        if one.isEmpty || other.isEmpty { return (one.isEmpty ? 0 : 1) - (other.isEmpty ? 0 : 1) }
        return compare(one, other)
    }
}

extension Decision {
    /// The options, also where there is one measure alone.
    fileprivate var allOptions: [MeasureOption] {
        options.isEmpty ? measure.map { [MeasureOption([$0])] } ?? [] : options
    }

    fileprivate func hasSameOutcome(as other: Decision) -> Bool {
        measure == other.measure && options == other.options && chooser == other.chooser
            && personDecides == other.personDecides
    }

    fileprivate func left(toPersonBecause reason: String) -> Decision {
        Decision(
            format: format, pack: pack, titles: titles, bases: bases, day: day, lines: lines, notChecked: notChecked,
            measure: nil, options: [], chooser: nil, personDecides: true, reasonPersonDecides: reason,
            combined: Combined(.personDecides), procedures: [], rewards: rewards, notEarned: notEarned,
            version: version)
    }
}

extension Pack {
    /// The same rules with the counting of another version, and the ladders for which that is not known.
    ///
    /// A ladder counts as the one of the other version that is for the same criteria or classes, the same subject and the same
    /// types of outlet, whatever its name is; where there is none, or several, it is not known.
    /// - Parameter format: before 4 they were matched by name, and one without a match kept its own counting.
    fileprivate func counting(
        as other: Pack, for failed: [String], format: Int
    ) -> (pack: Pack, unmatched: Set<String>) {
        var (rules, unmatched): (Rules, Set<String>) = (rules, [])
        rules.ladders = rules.ladders.map { ladder in
            let alike =
                format < 4
                ? other.ladders.filter { $0.id == ladder.id }.prefix(1) : other.counterparts(of: ladder, failed)[...]
            guard let counterpart = alike.first, alike.count == 1 else {
                if format >= 4 { unmatched.insert(ladder.id) }
                return ladder
            }
            return ladder.counting(by: counterpart.counts)
        }
        return (with(rules), unmatched)
    }

    private func counterparts(of ladder: Ladder, _ failed: [String]) -> [Ladder] {
        let same = ladders.filter(ladder.isCounterpart)
        guard same.count != 1 else { return same }
        let climbing = failed.filter(ladder.criteria.contains)
        return ladders.filter { one in
            guard one.subject == ladder.subject, Set(one.outletTypes) == Set(ladder.outletTypes) else { return false }
            if !climbing.isEmpty { return climbing.allSatisfy(one.criteria.contains) }
            return !ladder.classes.isEmpty && ladder.classes.allSatisfy(one.classes.contains)
        }
    }

    private func with(_ rules: Rules) -> Pack {
        Pack(
            id: id, version: version, titles: titles, sha256: sha256, language: language, validFrom: validFrom,
            validThrough: validThrough, bases: bases, sources: sources, rules: rules)
    }
}
