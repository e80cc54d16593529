import Policy

/// One reading of a look-back, by plain enumeration.
struct NaiveWindow {
    let length: Length
    let anchor: LookBack.Anchor
    /// Whether the anniversary day still counts.
    let closed: Bool
    let expiry: LookBack.Expiry

    /// How many inspections among the candidates count for a violation on `today`.
    func count(_ candidates: [PastViolation], _ today: LocalDate) -> Int {
        if length == LookBack.unlimited { return Self.inspections(candidates) }
        let all = candidates.map(Candidate.walked(by: self))
        if anchor == .anyPeriod { return fullest(all, NaiveDay(today)) }
        var counts = all.map(inside(NaiveDay(today)))
        var grew = expiry == .wholeLadder
        while grew {
            grew = false
            for link in all.indices where counts[link] {
                let reached = inside(all[link].day)
                for index in all.indices where !counts[index] && all[index].day <= all[link].day {
                    if reached(all[index]) { (counts[index], grew) = (true, true) }
                }
            }
        }
        return Self.inspections(all.indices.filter { counts[$0] }.map { all[$0].fact })
    }

    /// A violation with its days, walked once.
    private struct Candidate {
        let fact: PastViolation
        let day: NaiveDay
        /// Where a window begins that runs forwards, and its anniversary; nil where it runs backwards or can't begin.
        var start: NaiveDay?
        var edge: NaiveDay?

        static func walked(by window: NaiveWindow) -> (PastViolation) -> Candidate {
            { fact in
                var candidate = Candidate(fact: fact, day: NaiveDay(fact.day))
                if window.anchor == .earlierFinding { candidate.start = candidate.day }
                if window.anchor == .earlierDecision { candidate.start = fact.decidedOn.map(NaiveDay.init) }
                candidate.edge = candidate.start?.moved(window.length, 1)
                return candidate
            }
        }
    }

    /// Violations that one inspection found on one day are one.
    static func inspections(_ violations: [PastViolation]) -> Int {
        Set(violations.map { "\($0.day) \($0.reference)" }).count
    }

    /// Whether a violation counts for one on `now`.
    private func inside(_ now: NaiveDay) -> (Candidate) -> Bool {
        if anchor == .thisViolation {
            let edge = now.moved(length, -1)
            return { edge < $0.day || (closed && edge == $0.day) }
        }
        return { candidate in
            guard let start = candidate.start, let edge = candidate.edge, start <= now else { return false }
            return now < edge || (closed && now == edge)
        }
    }

    /// The most inspections in any period in which `today` lies: every first day is tried, from today back.
    private func fullest(_ candidates: [Candidate], _ today: NaiveDay) -> Int {
        var (start, most) = (today, 0)
        while true {
            let edge = start.moved(length, 1)
            guard today < edge || (closed && today == edge) else { return most }
            let inside = candidates.filter { $0.day >= start && ($0.day < edge || (closed && $0.day == edge)) }
            if inside.count > most { most = max(most, Self.inspections(inside.map(\.fact))) }
            start.step(-1)
        }
    }
}
