extension LookBack {
    /// Whether a finding of `fact` still counts for a violation on `day`, measured from `anchor`.
    func verdict(_ fact: PastViolation, for day: LocalDate, from anchor: Anchor) -> Verdict {
        switch anchor {
        case .thisViolation:
            let first = firstCountingDay(for: day)
            return fact.day >= first ? .counts : .refused(.outsideWindow, days: fact.day.days(until: first))
        case .earlierFinding:
            return forwards(from: fact.day, to: day)
        case .earlierDecision:
            guard let decided = fact.decidedOn else { return .refused(.noDecisionDate, days: nil) }
            guard decided <= day else { return .refused(.decidedLater, days: nil) }
            return forwards(from: decided, to: day)
        }
    }

    /// First day on which a violation no longer counts one whose window runs from `start`.
    func expiry(from start: LocalDate, anchor: Anchor) -> LocalDate {
        guard anchor == .thisViolation else { return endOfForwardWindow(from: start) }
        // Clamping makes "minus a month" and "plus a month" differ by up to three days: walk to the exact day.
        var day = start.adding(length)
        while day > start, firstCountingDay(for: day.adding(days: -1)) > start { day = day.adding(days: -1) }
        while day < .distantFuture, firstCountingDay(for: day) <= start { day = day.adding(days: 1) }
        return day
    }

    /// First day of an earlier finding (or decision) that counts for a violation on `day`.
    func from(for day: LocalDate, anchor: Anchor) -> LocalDate {
        guard anchor != .thisViolation else { return firstCountingDay(for: day) }
        var first = day.subtracting(length)
        while first > .distantPast, endOfForwardWindow(from: first.adding(days: -1)) > day {
            first = first.adding(days: -1)
        }
        while first < day, endOfForwardWindow(from: first) <= day { first = first.adding(days: 1) }
        return first
    }

    private func forwards(from start: LocalDate, to day: LocalDate) -> Verdict {
        let end = endOfForwardWindow(from: start)
        return day < end ? .counts : .refused(.outsideWindow, days: end.days(until: day) + 1)
    }

    private func endOfForwardWindow(from start: LocalDate) -> LocalDate {
        let anniversaryDay = start.adding(length)
        return anniversary == .counts ? anniversaryDay.adding(days: 1) : anniversaryDay
    }

    private func firstCountingDay(for day: LocalDate) -> LocalDate {
        let anniversaryDay = day.subtracting(length)
        return anniversary == .counts ? anniversaryDay : anniversaryDay.adding(days: 1)
    }
}
