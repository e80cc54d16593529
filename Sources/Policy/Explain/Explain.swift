/// The decision in plain sentences, for someone who does not know the code; meant to be read aloud.
package func explain(_ decision: Decision, language: Language) -> [String] {
    Explanation(language: language).lines(decision)
}

/// Chooses the sentences about a decision and their order.
private struct Explanation {
    let language: Language
    let speech: any Speech

    init(language: Language) {
        self.language = language
        speech = language.speech
    }

    func lines(_ decision: Decision) -> [String] {
        var lines = [
            speech.rules(title: decision.titles[language], version: decision.pack.version, day: decision.day),
            outcome(decision),
        ]
        if let version = decision.version, let reason = speech.version(version.reason) {
            lines.insert(contentsOf: [reason] + readings(version.readings ?? []), at: 1)
        }
        if decision.lines.count > 1, let combined = combined(decision) { lines.append(combined) }
        // What was said as the outcome is not said again.
        let said = outcome(decision)
        for line in decision.lines {
            let told = decision.format < 4 ? line.withConditions : line
            lines += about(decision.format < 3 ? told.told : told).filter { $0 != said }
        }
        lines += rewards(decision)
        for procedure in decision.procedures {
            lines += speech.procedure(procedure, speech.noun(procedure.kind))
            lines.append(speech.source(procedure.source, procedure.confidence))
        }
        if !decision.notChecked.isEmpty {
            lines.append(speech.notChecked(decision.notChecked.joined(separator: ", ")))
        }
        return lines
    }

    /// What was earned by complying and what was not, and where the rules say so.
    private func rewards(_ decision: Decision) -> [String] {
        let earned = decision.rewards.map { speech.reward($0, $0.name[language]) }
        let missed = (decision.notEarned ?? []).compactMap { reward in
            reward.inspected.map { speech.notEarned($0, reward.name[language]) }
        }
        let told = decision.rewards + (decision.notEarned ?? []).filter { $0.inspected != nil }
        var seen: Set<String> = []
        let sources = told.map { speech.source($0.source, $0.confidence) }.filter { seen.insert($0).inserted }
        return earned + missed + sources
    }

    private func outcome(_ decision: Decision) -> String {
        if decision.personDecides { return reason(decision) }
        if let chooser = decision.chooser {
            return speech.choice(speech.phrase(decision.options, language), by: chooser)
        }
        return phrase(decision.measure, decision.options).map(speech.recommendation) ?? speech.nothingFailed
    }

    private func reason(_ decision: Decision) -> String {
        guard let line = decision.lines.first(where: \.personDecides) else { return speech.gap(.combination) }
        if let gate = line.gates.first(where: { $0.state == .open && (line.openGate ?? $0.gate) == $0.gate }) {
            return speech.mustConfirm(gate.requirement[language])
        }
        return speech.gap(line.unknown?.about ?? .step)
    }

    private func combined(_ decision: Decision) -> String? {
        speech.combined(decision.combined.rule, decision.combined.criterion ?? "")
    }

    private func about(_ line: Line) -> [String] {
        var lines = [speech.criterion(line.criterion, line.names[language])]
        if let subject = line.subject.flatMap(speech.subject) { lines.append(subject) }
        if let severity = line.severity {
            lines.append(speech.severity(severity.name[language], raised: severity.raisedFrom != nil))
            lines += line.isDenied ? [] : (severity.rises ?? []).flatMap(counts)
        }
        if let measured = line.measured { lines.append(speech.measured(measured, measured.name[language])) }
        // After a gate has kept it from counting nobody is asked for more, and nothing is counted.
        lines += line.gates.filter { !line.isDenied || $0.state != .open }.flatMap { gate in
            let requirement = gate.requirement[language]
            let said = gate.isCondition == true ? speech.condition(gate, requirement) : speech.gate(gate, requirement)
            return [said] + answered(gate.person, gate.on)
        }
        lines += line.skipped.map { speech.skipped($0.name[language]) }
        if let step = line.step, line.isThroughGates {
            let measure = phrase(line.measure, line.options)
            if let counted = line.countedStep {
                lines.append(
                    speech.movedStep(step, of: line.steps, from: counted, counted: line.counted.count, measure))
            } else {
                lines.append(
                    speech.step(step, of: line.steps, known: line.known, counted: line.counted.count, measure))
            }
        }
        lines += line.circumstances.flatMap { circumstance in
            [speech.circumstance(circumstance, circumstance.name[language])]
                + answered(circumstance.person, circumstance.on)
        }
        lines += line.offers.flatMap { offer in
            let otherwise = offer.otherwise.isEmpty ? nil : speech.phrase(offer.otherwise, language)
            return speech.offer(offer, offer.name[language], otherwise)
        }
        lines += gap(line)
        lines += line.isDenied ? [] : counts(line)
        lines += line.alternatives.map {
            speech.alternative(
                $0.earlier, step: $0.step, phrase($0.measure, $0.options), rewarded: $0.rewarded)
        }
        // Where that is why a person decides on a further violation, it was said.
        let isSaid = line.outlook.contains { $0.personDecides == true }
        lines += line.outlook.filter { !isSaid || $0.code != .windowUnknown }.flatMap { outlook in
            let said = speech.outlook(outlook, of: line.criterion, phrase(outlook.measure, outlook.options))
            // Before format 4 the days in between were told from the windows alone.
            let isAlone = outlook.code == .furtherViolation && outlook.result == nil
            return [said.map { ([$0] + after(outlook)).joined(separator: " ") }, isAlone ? between(line) : nil]
                .compactMap { $0 }
        }
        return lines + readings(line.sources) + sources(line)
    }

    /// What counts for the step, and what does not. What counts for a class was told there.
    private func counts(_ line: Line) -> [String] {
        let raising = Set((line.severity?.rises ?? []).flatMap(\.counted).map(\.id))
        let refused = line.refused.filter { !$0.isNoRepeat || !raising.contains($0.id) }
        return ([line.window].compactMap(\.self) + (line.otherWindows ?? [])).map(speech.window)
            + line.counted.map(speech.counted) + notCounted(refused)
    }

    /// The count that raises a class or does not, where there was anything to count.
    private func counts(_ rise: RiseTrace) -> [String] {
        guard !rise.counted.isEmpty || !rise.refused.isEmpty else { return [] }
        return (rise.windows.map(speech.window) + rise.counted.map(speech.counted) + notCounted(rise.refused)).map {
            speech.ofClass($0, rise.fromName?[language], rise.toName?[language])
        }
    }

    /// The facts that don't count, those that are no repeats together; that this inspection found what it found is not said.
    private func notCounted(_ facts: [RefusedFact]) -> [String] {
        var folded: Set<RefusedFact.Reason> = []
        return facts.filter { $0.reason != .thisInspection || $0.others != nil }.flatMap { fact -> [String] in
            let alike = fact.isNoRepeat ? facts.filter { $0.isNoRepeat && $0.reason == fact.reason } : []
            guard alike.count > 1 else {
                return [speech.notCounted(fact), fact.ifEstablished.map(speech.established)].compactMap(\.self)
            }
            guard folded.insert(fact.reason).inserted else { return [] }
            let criteria = Set(alike.map(\.criterion)).sorted().joined(separator: ", ")
            return [speech.notRepeats(alike.count, fact.reason, of: criteria)]
        }
    }

    /// What belongs to one thing that would change the outcome: what a person must answer, how an amount is worked out, and
    /// which fact is missing.
    private func after(_ outlook: Outlook) -> [String] {
        let isForIt = [.furtherViolation, .laterViolation, .whileSuspended].contains(outlook.code)
        let needs = outlook.code == .ifConfirmed ? [] : outlook.needs ?? []
        let asked = [true, false].compactMap { holds -> String? in
            let requirements = needs.filter { $0.holds == holds }.map { $0.requirement[language] }
            guard let last = requirements.last else { return nil }
            let others = requirements.dropLast().map { ($0.hasSuffix(".") ? String($0.dropLast()) : $0) + "; " }
            return speech.needs(others.joined() + last, holds: holds, isForIt: isForIt)
        }
        let amounts = (outlook.amounts ?? []).map(speech.amount)
        let isTold = outlook.personDecides == true
        return asked + amounts + [isTold ? nil : outlook.gap.flatMap(speech.reason)].compactMap(\.self)
    }

    /// What the pack has settled by a reading of its own, each once, so that nobody takes it for what the source says.
    private func readings(_ notes: [SourceNote]) -> [String] {
        var seen: Set<String> = []
        return notes.filter { $0.reading == true }.map { speech.ownReading($0.clause(language)) }
            .filter { seen.insert($0).inserted }
    }

    /// Who answered a gate or confirmed a circumstance, where that was kept.
    private func answered(_ person: String?, _ day: LocalDate?) -> [String] {
        person.map { [speech.answered(by: $0, on: day)] } ?? []
    }

    /// What is said of the days after which a further violation leads to that step for certain, up to the one on which
    /// this one no longer counts, so that no day is left out. Both days are the first on which something no longer holds.
    private func between(_ line: Line) -> String? {
        guard let first = line.outlook.first(where: { $0.code == .furtherViolation })?.day else { return nil }
        let again = line.outlook.first { $0.code == .firstAgain }
        let end = again?.day
        if end.map({ $0 <= first }) == true { return nil }
        if !line.counted.isEmpty { return speech.fewer(first) }
        if let length = again?.length { return speech.doubtful(first, untilAfterDecision: length) }
        return end.map { speech.doubtful(first, $0.adding(days: -1)) }
    }

    private func gap(_ line: Line) -> [String] {
        guard let gap = line.unknown else { return [] }
        return [speech.gap(gap.about)] + (gap.note.map { [$0[language]] } ?? [])
    }

    private func sources(_ line: Line) -> [String] {
        var seen: Set<String> = []
        let ahead = line.outlook.compactMap(\.conduct)
        let rules = (line.skipped + line.circumstances + ahead).map { ($0.source, $0.confidence) }
        let offers = line.offers.map { ($0.source, $0.confidence) }
        let notes = line.sources.map { ($0.source, $0.confidence) } + rules + offers
        let gap = line.unknown.flatMap { gap in gap.confidence.map { [(gap.source, $0)] } } ?? []
        return (notes + gap).map { speech.source($0.0, $0.1) }.filter { seen.insert($0).inserted }
    }

    /// The options where there are several measures, else the one measure.
    private func phrase(_ measure: Measure?, _ options: [MeasureOption]?) -> String? {
        if let options, !options.isEmpty { return speech.phrase(options, language) }
        return measure.map { speech.phrase($0, language) }
    }
}

extension RefusedFact {
    /// Whether it does not count because it is no repeat, and for nothing else.
    fileprivate var isNoRepeat: Bool {
        guard others == nil, besides == nil, ifEstablished == nil else { return false }
        switch reason {
        case .otherCriterion, .otherProvision, .otherClass, .otherGroup, .otherLadder: return true
        default: return false
        }
    }
}

extension Line {
    /// Whether a gate keeps it from counting as a violation.
    fileprivate var isDenied: Bool {
        gates.contains {
            $0.state != .open && !$0.isPassed && $0.fromStep == nil && $0.isCondition != true && $0.otherwise != true
        }
    }

    /// A line of a format before 4, which did not tell apart what only a choice depends on: where a step was reached, no gate
    /// keeps the violation from counting.
    fileprivate var withConditions: Line {
        guard step != nil else { return self }
        var line = self
        for (index, gate) in gates.enumerated() where gate.fromStep == nil && gate.state != .open && !gate.isPassed {
            line.gates[index].isCondition = true
        }
        return line
    }

    /// A line of a format before 3, which promised what a further violation leads to also where no window is known.
    fileprivate var told: Line {
        guard outlook.contains(where: { $0.code == .windowUnknown }) else { return self }
        var line = self
        for index in outlook.indices where outlook[index].code == .furtherViolation && outlook[index].step ?? 1 > 1 {
            line.outlook[index].personDecides = true
        }
        return line
    }
}
