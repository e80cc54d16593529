extension Counting {
    /// Refuses the events that lie outside the window.
    func apply(_ window: Window, _ events: Events, _ verdicts: Verdicts) {
        if window.anchor == .anyPeriod {
            fillPeriod(window, events, verdicts)
        } else if window.expiry == .wholeLadder {
            chain(window, events, verdicts)
        } else {
            dropEachAlone(window, events, verdicts)
        }
    }

    private func dropEachAlone(_ window: Window, _ events: Events, _ verdicts: Verdicts) {
        let first = window.anchor == .thisViolation ? window.firstCountingDay(for: day) : nil
        for index in events.indices where verdicts[index] == .counts {
            if let first {
                if events[index].day < first { verdicts[index] = .refused(.outsideWindow) }
            } else if let reason = window.refusal(events[index], for: day) {
                verdicts[index] = .refused(reason)
            }
        }
    }

    /// The ladder restarts only after a whole window without a violation: walk back from link to link.
    private func chain(_ window: Window, _ events: Events, _ verdicts: Verdicts) {
        for index in events.indices.reversed() where verdicts[index] == .counts {
            if let reason = nearestRefusal(index, window, events, verdicts) { verdicts[index] = .refused(reason) }
        }
        linkSameDays(window, events, verdicts)
    }

    /// Violations of one day have no order: one that counts is a link for the others, wherever they stand.
    private func linkSameDays(_ window: Window, _ events: Events, _ verdicts: Verdicts) {
        for index in events.indices where verdicts[index] == .counts {
            var twin = index + 1
            while twin < events.count, events[twin].day == events[index].day {
                let isOutside = verdicts[twin] == .refused(.outsideWindow)
                if isOutside, window.refusal(events[twin], for: events[index].day) == nil { verdicts[twin] = .counts }
                twin += 1
            }
        }
    }

    /// Why no later link reaches the event: nil when one does, else why the nearest one does not.
    private func nearestRefusal(
        _ index: Int, _ window: Window, _ events: Events, _ verdicts: Verdicts
    ) -> RefusedFact.Reason? {
        // The nearest link is the earliest one, which every anchor but the decision reaches most easily.
        var reason: RefusedFact.Reason?
        for later in index + 1..<events.count where verdicts[later] == .counts {
            guard let refused = window.refusal(events[index], for: events[later].day) else { return nil }
            if reason == nil { reason = refused }
        }
        guard let refused = window.refusal(events[index], for: day) else { return nil }
        return reason ?? refused
    }

    private func fillPeriod(_ window: Window, _ events: Events, _ verdicts: Verdicts) {
        let start = fullestPeriod(window, events, verdicts)
        let end = window.endOfForwardWindow(from: start)
        for index in events.indices where verdicts[index] == .counts {
            if events[index].day < start || events[index].day >= end { verdicts[index] = .refused(.outsideWindow) }
        }
    }

    /// The first day of the period with the most events among those in which this violation lies; the latest of several.
    private func fullestPeriod(_ window: Window, _ events: Events, _ verdicts: Verdicts) -> LocalDate {
        var best = (start: day, count: number(from: day, window, events, verdicts))
        for event in events.indices.reversed() where verdicts[event] == .counts && events[event].day < day {
            let start = events[event].day
            guard window.endOfForwardWindow(from: start) > day else { break }
            let count = number(from: start, window, events, verdicts)
            if count > best.count { best = (start, count) }
        }
        return best.start
    }

    private func number(from start: LocalDate, _ window: Window, _ events: Events, _ verdicts: Verdicts) -> Int {
        let end = window.endOfForwardWindow(from: start)
        var (count, last) = (0, -1)
        for index in events.indices where verdicts[index] == .counts {
            guard events[index].day >= start, events[index].day < end, events[index].event != last else { continue }
            last = events[index].event
            count += 1
        }
        return count
    }
}

extension Window {
    /// Why an event lies outside this window whatever else there is; nil where it lies inside, or that depends on others.
    func refusalAlone(of event: PastEvent, for day: LocalDate) -> RefusedFact.Reason? {
        switch anchor {
        case .anyPeriod: nil
        case .thisViolation: event.day < firstCountingDay(for: day) ? .outsideWindow : nil
        case .earlierFinding, .earlierDecision: refusal(event, for: day)
        }
    }
}
