extension Window {
    /// Why a violation on `day` no longer (or not yet) counts `event`; nil when it counts.
    func refusal(_ event: PastEvent, for day: LocalDate) -> RefusedFact.Reason? {
        switch anchor {
        case .thisViolation, .anyPeriod:
            return event.day >= firstCountingDay(for: day) ? nil : .outsideWindow
        case .earlierFinding:
            return day < endOfForwardWindow(from: event.day) ? nil : .outsideWindow
        case .earlierDecision:
            guard let decided = event.decidedOn else { return .noDecisionDate }
            guard decided <= day else { return .decidedLater }
            return day < endOfForwardWindow(from: decided) ? nil : .outsideWindow
        }
    }

    /// How many days an event that is outside the window lies outside, for a violation on `day`.
    func daysOutside(_ event: PastEvent, for day: LocalDate) -> Int {
        switch anchor {
        case .thisViolation, .anyPeriod: event.day.days(until: firstCountingDay(for: day))
        case .earlierFinding: endOfForwardWindow(from: event.day).days(until: day) + 1
        case .earlierDecision: endOfForwardWindow(from: event.decidedOn ?? event.day).days(until: day) + 1
        }
    }

    /// First day on which a violation no longer counts one whose window runs from `start`.
    func expiry(from start: LocalDate) -> LocalDate {
        guard anchor == .thisViolation else { return endOfForwardWindow(from: start) }
        // Clamping makes "minus a month" and "plus a month" differ by up to three days: walk to the exact day.
        var day = start.adding(length)
        while day > start, firstCountingDay(for: day.adding(days: -1)) > start { day = day.adding(days: -1) }
        while day < .distantFuture, firstCountingDay(for: day) <= start { day = day.adding(days: 1) }
        return day
    }

    /// First day of an earlier finding (or decision) that counts for a violation on `day`.
    func from(for day: LocalDate) -> LocalDate {
        guard anchor != .thisViolation else { return firstCountingDay(for: day) }
        var first = day.subtracting(length)
        while first > .distantPast, endOfForwardWindow(from: first.adding(days: -1)) > day {
            first = first.adding(days: -1)
        }
        while first < day, endOfForwardWindow(from: first) <= day { first = first.adding(days: 1) }
        return first
    }

    /// The first day after a period that begins on `start`.
    func endOfForwardWindow(from start: LocalDate) -> LocalDate {
        let anniversaryDay = start.adding(length)
        return anniversary == .counts ? anniversaryDay.adding(days: 1) : anniversaryDay
    }

    /// The first day that counts, looking back from a violation on `day`.
    func firstCountingDay(for day: LocalDate) -> LocalDate {
        let anniversaryDay = day.subtracting(length)
        return anniversary == .counts ? anniversaryDay : anniversaryDay.adding(days: 1)
    }
}
