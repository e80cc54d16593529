/// Counts the earlier violations of one ladder under one reading.
struct Counting {
    let ladder: Ladder
    let criterion: String
    let facts: Facts

    /// One verdict per violation of `history`, which must be in order of day.
    func verdicts(_ history: [PastViolation], under reading: Reading) -> [Verdict] {
        var verdicts = history.map { beforeWindow($0, reading.repeats) }
        guard let lookBack = ladder.lookBack, let anchor = reading.anchor else {
            countEventsOnce(history, &verdicts)
            return verdicts
        }
        switch reading.expiry {
        case .eachAlone:
            for index in history.indices where verdicts[index] == .counts {
                verdicts[index] = lookBack.verdict(history[index], for: facts.day, from: anchor)
            }
        case .wholeLadder:
            chain(history, lookBack, anchor, &verdicts)
        }
        countEventsOnce(history, &verdicts)
        return verdicts
    }

    /// Everything that does not depend on the window.
    private func beforeWindow(_ fact: PastViolation, _ repeats: RepeatRule) -> Verdict {
        guard fact.outlet == facts.outlet else { return .refused(.otherOutlet, days: nil) }
        guard isRepeat(fact.criterion, repeats) else { return .refused(.otherCriterion, days: nil) }
        guard fact.standing != .setAside else { return .refused(.setAside, days: nil) }
        guard ladder.counted.include(fact.standing) else { return .refused(.onlyAlleged, days: nil) }
        guard fact.day <= facts.day else { return .refused(.laterThanThis, days: nil) }
        guard fact.day < facts.day, facts.inspection == nil || fact.reference != facts.inspection else {
            return .refused(.sameInspection, days: nil)
        }
        return .counts
    }

    private func isRepeat(_ other: String, _ repeats: RepeatRule) -> Bool {
        switch repeats {
        case .sameCriterion: other == criterion
        case .sameLadder: ladder.criteria.contains(other)
        case .anyCriterion: true
        }
    }

    /// The ladder restarts only after a whole window without a violation: walk back from link to link.
    private func chain(
        _ history: [PastViolation], _ lookBack: LookBack, _ anchor: LookBack.Anchor, _ verdicts: inout [Verdict]
    ) {
        var links = [facts.day]
        for index in history.indices.reversed() where verdicts[index] == .counts {
            let fact = history[index]
            // The nearest link is the earliest one, which every anchor but the decision reaches most easily.
            let reached = links.reversed().contains { lookBack.verdict(fact, for: $0, from: anchor) == .counts }
            if reached {
                links.append(fact.day)
            } else {
                verdicts[index] = lookBack.verdict(fact, for: links[links.count - 1], from: anchor)
            }
        }
    }

    /// Violations that were found in one inspection are one event.
    private func countEventsOnce(_ history: [PastViolation], _ verdicts: inout [Verdict]) {
        var last: PastViolation?
        for index in history.indices where verdicts[index] == .counts {
            let fact = history[index]
            if let last, last.day == fact.day, last.reference == fact.reference {
                verdicts[index] = .refused(.sameInspection, days: nil)
            } else {
                last = fact
            }
        }
    }
}
