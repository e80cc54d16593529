import Policy

/// Look-back and step counting once more, written from the rules' words and not from the engine.
///
/// It keeps days as numbers of year, month and day, walks windows by comparing those, and follows chains by trying
/// every violation again and again until nothing changes.
struct NaiveCount {
    let rule: CountingRule
    let facts: Facts

    /// Numbers of earlier events that the readings allow.
    var possibleCounts: Set<Int> {
        var counts: Set<Int> = []
        for repeats in rule.repeats {
            let candidates = facts.history.filter { isCandidate($0, repeats) }
            guard let lookBack = rule.lookBack else {
                counts.formUnion(0...events(candidates))
                continue
            }
            for anchor in lookBack.anchors {
                for expiry in lookBack.expiries {
                    counts.insert(count(candidates, lookBack, anchor, expiry))
                }
            }
        }
        // With an unknown window any smaller number is possible too, whatever the other readings say.
        return rule.lookBack == nil ? Set(0...(counts.max() ?? 0)) : counts
    }

    private func isCandidate(_ fact: PastViolation, _ repeats: RepeatRule) -> Bool {
        if fact.outlet != facts.outlet || fact.standing == .setAside { return false }
        if fact.standing == .alleged && rule.standings == [.established] { return false }
        if fact.day >= facts.day || fact.reference == facts.inspection { return false }
        return switch repeats {
        case .sameCriterion: fact.criterion == "J"
        case .sameLadder: fact.criterion == "J" || fact.criterion == "A"
        case .anyCriterion: true
        case .sameProvision, .sameClass, .sameGroup: fatalError("not in the random ladders")
        }
    }

    private func events(_ violations: [PastViolation]) -> Int {
        Set(violations.map { "\($0.day) \($0.reference)" }).count
    }

    private func count(
        _ candidates: [PastViolation], _ lookBack: LookBack, _ anchor: LookBack.Anchor, _ expiry: LookBack.Expiry
    ) -> Int {
        var counted = candidates.filter { isInside($0, facts.day, lookBack, anchor) }
        if expiry == .wholeLadder {
            var grew = true
            while grew {
                let more = candidates.filter { candidate in
                    !counted.contains(candidate)
                        && counted.contains { link in
                            link.day >= candidate.day && isInside(candidate, link.day, lookBack, anchor)
                        }
                }
                grew = !more.isEmpty
                counted += more
            }
        }
        return events(counted)
    }

    private func isInside(
        _ fact: PastViolation, _ now: LocalDate, _ lookBack: LookBack, _ anchor: LookBack.Anchor
    ) -> Bool {
        let closed = lookBack.anniversaries == [.counts]
        switch anchor {
        case .thisViolation:
            let edge = moved(now, lookBack.length, -1)
            return edge < parts(fact.day) || (closed && edge == parts(fact.day))
        case .anyPeriod: fatalError("not in the random ladders")
        case .earlierFinding:
            let edge = moved(fact.day, lookBack.length, 1)
            return parts(now) < edge || (closed && edge == parts(now))
        case .earlierDecision:
            guard let decided = fact.decidedOn, parts(decided) <= parts(now) else { return false }
            let edge = moved(decided, lookBack.length, 1)
            return parts(now) < edge || (closed && edge == parts(now))
        }
    }

    private func parts(_ date: LocalDate) -> (Int, Int, Int) { (date.year, date.month, date.day) }

    private func moved(_ date: LocalDate, _ length: Length, _ sign: Int) -> (Int, Int, Int) {
        var (year, month, number) = parts(date)
        switch length.unit {
        case .days, .weeks:
            for _ in 0..<(length.value * (length.unit == .weeks ? 7 : 1)) {
                number += sign
                if number < 1 {
                    (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
                    number = last(year, month)
                } else if number > last(year, month) {
                    (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
                    number = 1
                }
            }
        case .months, .years:
            for _ in 0..<(length.value * (length.unit == .years ? 12 : 1)) {
                month += sign
                if month == 0 { (year, month) = (year - 1, 12) }
                if month == 13 { (year, month) = (year + 1, 1) }
            }
            number = min(number, last(year, month))
        }
        return (year, month, number)
    }

    private func last(_ year: Int, _ month: Int) -> Int {
        if month == 2 { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
