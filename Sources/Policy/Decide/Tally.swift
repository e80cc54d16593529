/// What all readings of the open points together say about the earlier violations.
struct Tally {
    var counted: [CountedFact] = []
    var refused: [RefusedFact] = []
    /// How many earlier violations may count, ascending; more than one number means that the source leaves it open.
    var counts: [Int] = []

    init(_ history: [PastViolation], _ counting: Counting) {
        let ladder = counting.ladder
        let verdicts = ladder.readings.map { counting.verdicts(history, under: $0) }
        counts = Set(verdicts.map { $0.count { $0 == .counts } }).sorted()
        if ladder.lookBack == nil { counts = Array(0...(counts.last ?? 0)) }
        for index in history.indices {
            add(history[index], verdicts.map { $0[index] }, ladder)
        }
    }

    private mutating func add(_ fact: PastViolation, _ verdicts: [Verdict], _ ladder: Ladder) {
        let counting = verdicts.count { $0 == .counts }
        if counting == verdicts.count, ladder.lookBack != nil {
            counted.append(CountedFact(fact, ladder))
        } else if counting > 0 {
            refused.append(RefusedFact(fact, .sourceDoesNotSay))
        } else if case .refused(let reason, let days) = verdicts[0] {
            refused.append(RefusedFact(fact, reason, days: days))
        }
    }
}

extension CountedFact {
    init(_ fact: PastViolation, _ ladder: Ladder) {
        id = fact.id
        criterion = fact.criterion
        day = fact.day
        reference = fact.reference
        let days = ladder.lookBack?.expiries(of: fact)
        expires = days?.max()
        mayExpire = days?.min()
    }
}

extension LookBack {
    /// First day on which each anchor no longer counts `fact`; nil when that depends on a missing decision date.
    fileprivate func expiries(of fact: PastViolation) -> [LocalDate]? {
        var days: [LocalDate] = []
        for anchor in anchors {
            guard let start = anchor == .earlierDecision ? fact.decidedOn : fact.day else { return nil }
            days.append(expiry(from: start, anchor: anchor))
        }
        return days
    }
}
