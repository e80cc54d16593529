import Records

/// Who finds less than the others do in the same strata: nothing in any visit, or no value above a limit.
package enum PeerComparison {
    /// The signals, the smallest p first. Strata that nobody else has a count in say nothing and are left out.
    ///
    /// - Parameter all: each case once, where two persons may share one; the counts themselves where nobody does.
    package static func signals(_ counts: [IntegrityCount], all: [IntegrityCount]? = nil) -> [Signal] {
        let strata = Dictionary(grouping: all ?? counts, by: \.stratum).mapValues { stratum in
            (count: stratum.reduce(0) { $0 + $1.count }, events: stratum.reduce(0) { $0 + $1.events })
        }
        let subjects = Dictionary(grouping: counts, by: \.subject)
        return TestedSubject.signals(
            subjects.map { subject, own in
                let pairs = Dictionary(grouping: own, by: \.stratum).map { name, parts in
                    Compared(
                        count: parts.reduce(0) { $0 + $1.count }, events: parts.reduce(0) { $0 + $1.events },
                        all: strata[name] ?? (0, 0))
                }
                .filter { $0.all.count > $0.count }
                return TestedSubject(
                    subject: subject, test: ExactTest(pairs.map { $0.stratum(hiding: 0) }, tail: .low),
                    count: pairs.reduce(0) { $0 + $1.count }, observed: pairs.reduce(0) { $0 + $1.events },
                    alternative: { hidden in pairs.map { $0.stratum(hiding: hidden) } })
            })
    }

    /// One's own counts of a stratum beside all of it.
    private struct Compared {
        var count: Int
        var events: Int
        var all: (count: Int, events: Int)

        /// What would be if this share of what one comes across is not written down.
        func stratum(hiding hidden: Double) -> ExactStratum {
            let rate = TestedSubject.share(all.events - events, of: all.count - count)
            return ExactStratum(
                groups: [
                    ScoredGroup(
                        size: count, score: 1, odds: TestedSubject.odds(rate * (1 - hidden), against: rate)),
                    ScoredGroup(size: all.count - count, score: 0),
                ], events: all.events)
        }
    }
}
