/// Counts the earlier violations under one reading: the only place where that is decided.
struct Counting {
    let pack: CompiledPack
    let rule: CompiledCounting
    /// The ladder that is climbed; nil while a class rises.
    let ladder: CompiledLadder?
    let criterion: Int
    let severity: Int
    let day: LocalDate
    /// Shortens the window, as a reward; nil leaves it as it is.
    let memory: Length?
    /// The memory of the other reading, where it is open whether a reward is earned; nil where it is not, or is not shorter.
    var perhaps: Length?
    /// Number of that reward, or -1.
    var openReward = -1

    typealias Events = UnsafeMutableBufferPointer<PastEvent>
    typealias Verdicts = UnsafeMutableBufferPointer<Verdict>

    /// What one pass found.
    struct Count {
        var events = 0
        /// Whether it depends on a fact that is missing.
        var lacksFacts = false
    }

    /// Fills one verdict per event, which must be in order of day, and counts the events.
    /// - Parameter assuming: whether an event counts for which a fact is missing.
    func count(_ events: Events, _ reading: Reading, assuming: Bool, _ verdicts: Verdicts) -> Count {
        var count = Count()
        for index in events.indices {
            verdicts[index] = beforeWindow(events[index], reading, assuming, &count.lacksFacts)
        }
        if let window = reading.window.map({ memory.map($0.shortened) ?? $0 }) {
            apply(window, events, verdicts)
        }
        count.events = countEventsOnce(events, verdicts)
        return count
    }

    /// Everything that does not depend on the window.
    private func beforeWindow(
        _ event: PastEvent, _ reading: Reading, _ assuming: Bool, _ lacksFacts: inout Bool
    ) -> Verdict {
        var missing: RefusedFact.Reason?
        guard !event.isOfThisInspection else { return .refused(.thisInspection) }
        if let reason = otherSubject(event, reading.follows, &missing) { return .refused(reason) }
        guard isRepeat(event, reading.repeats) else { return .refused(reading.repeats.refusal) }
        guard event.standing != .setAside else { return .refused(event.setAsideBy?.reason ?? .setAside) }
        guard reading.standings.include(event.standing) else { return .refused(.onlyAlleged) }
        if reading.window?.anchor != .anyPeriod, isLater(event, &missing) { return .refused(.laterThanThis) }
        if let reason = otherMeasure(event, reading.warnings, &missing) { return .refused(reason) }
        guard let missing else { return .counts }
        lacksFacts = true
        return assuming ? .counts : .refused(missing)
    }

    /// Everything that keeps an event from counting under one reading, each looked at as if there were nothing else; of a
    /// window only what it says of the event alone.
    func reasons(against event: PastEvent, _ reading: Reading) -> [RefusedFact.Reason] {
        guard !event.isOfThisInspection else { return [.thisInspection] }
        var missing: RefusedFact.Reason?
        var reasons = [otherSubject(event, reading.follows, &missing)].compactMap(\.self)
        if !isRepeat(event, reading.repeats) { reasons.append(reading.repeats.refusal) }
        if event.standing == .setAside {
            reasons.append(.setAside)
        } else if !reading.standings.include(event.standing) {
            reasons.append(.onlyAlleged)
        }
        if reading.window?.anchor != .anyPeriod, isLater(event, &missing) { reasons.append(.laterThanThis) }
        if let reason = otherMeasure(event, reading.warnings, &missing) { reasons.append(reason) }
        if let window = reading.window.map({ memory.map($0.shortened) ?? $0 }), window.expiry != .wholeLadder,
            let reason = window.refusalAlone(of: event, for: day)
        {
            reasons.append(reason)
        }
        return reasons
    }

    /// Whether it was found after this one: by its day, and on the same day by the hour.
    private func isLater(_ event: PastEvent, _ missing: inout RefusedFact.Reason?) -> Bool {
        guard event.day == day else { return event.day > day }
        if event.sameDay == nil { missing = .hourNotKnown }
        return event.sameDay == .after
    }

    private func otherSubject(
        _ event: PastEvent, _ follows: Follows, _ missing: inout RefusedFact.Reason?
    ) -> RefusedFact.Reason? {
        switch follows {
        case .premises: event.atOutlet ? nil : .otherOutlet
        case .operator: match(event.byOperator, .otherOperator, .operatorNotKnown, &missing)
        case .both:
            event.atOutlet ? match(event.byOperator, .otherOperator, .operatorNotKnown, &missing) : .otherOutlet
        case .either:
            event.atOutlet ? nil : match(event.byOperator, .otherOutlet, .operatorNotKnown, &missing)
        case .individual: match(event.byIndividual, .otherPerson, .personNotKnown, &missing)
        }
    }

    private func match(
        _ match: PastEvent.Match, _ other: RefusedFact.Reason, _ notKnown: RefusedFact.Reason,
        _ missing: inout RefusedFact.Reason?
    ) -> RefusedFact.Reason? {
        switch match {
        case .yes: return nil
        case .no: return other
        case .notKnown:
            missing = notKnown
            return nil
        }
    }

    private func otherMeasure(
        _ event: PastEvent, _ warnings: Warnings, _ missing: inout RefusedFact.Reason?
    ) -> RefusedFact.Reason? {
        guard warnings == .doNotCount || !rule.ledTo.isEmpty else { return nil }
        guard let measure = event.measure else {
            missing = .measureNotKnown
            return nil
        }
        if warnings == .doNotCount, measure.isWarning { return .onlyWarning }
        return rule.ledTo.isEmpty || rule.ledTo.contains(measure) ? nil : .otherMeasure
    }

    private func isRepeat(_ event: PastEvent, _ rule: RepeatRule) -> Bool {
        switch rule {
        case .sameCriterion: event.criterion == criterion
        case .sameProvision: pack.haveOneProvision(criterion, event.criterion)
        case .sameClass: severity >= 0 && event.severity == severity
        case .sameGroup: pack.haveOneGroup(criterion, event.criterion)
        case .sameLadder: isOfLadder(event)
        case .anyCriterion: true
        }
    }

    private func isOfLadder(_ event: PastEvent) -> Bool {
        guard let ladder else { return event.criterion == criterion }
        return (event.criterion >= 0 && ladder.hasCriterion[event.criterion])
            || (event.severity >= 0 && ladder.hasClass[event.severity])
    }

    /// Violations that were found in one inspection are one event.
    private func countEventsOnce(_ events: Events, _ verdicts: Verdicts) -> Int {
        var (count, last) = (0, -1)
        for index in events.indices where verdicts[index] == .counts {
            if events[index].event == last {
                verdicts[index] = .refused(.sameInspection)
            } else {
                last = events[index].event
                count += 1
            }
        }
        return count
    }
}

extension RepeatRule {
    /// Why a violation is no repeat by this rule.
    fileprivate var refusal: RefusedFact.Reason {
        switch self {
        case .sameCriterion, .anyCriterion: .otherCriterion
        case .sameProvision: .otherProvision
        case .sameClass: .otherClass
        case .sameGroup: .otherGroup
        case .sameLadder: .otherLadder
        }
    }
}
