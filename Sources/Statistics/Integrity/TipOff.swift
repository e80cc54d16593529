import Records

/// Whether less is found the longer it was known who would come: a pattern that a tip-off leaves.
///
/// The bands of hours are scored 0, 1, 2 and so on. If it makes no difference how long it was known, the failed visits fall on
/// the bands alike, within a stratum; the test is the exact trend test (Cochran and Armitage) on the sum of their scores.
/// It assumes that how early a visit was known says nothing about the outlet: true where outlets and times are drawn.
package enum TipOff {
    package static func signals(_ counts: [IntegrityCount]) -> [Signal] {
        TestedSubject.signals(
            Dictionary(grouping: counts, by: \.subject).map { subject, own in
                let strata = Dictionary(grouping: own, by: \.stratum).values.map { Array($0) }
                return TestedSubject(
                    subject: subject, test: ExactTest(strata.map { stratum($0, hiding: 0) }, tail: .low),
                    count: own.reduce(0) { $0 + $1.count }, observed: own.reduce(0) { $0 + $1.score * $1.events },
                    alternative: { hidden in strata.map { stratum($0, hiding: hidden) } })
            })
    }

    /// What would be if in the longest band this share of what would be found is gone when somebody comes, in the shortest
    /// nothing, and between them in proportion.
    private static func stratum(_ bands: [IntegrityCount], hiding hidden: Double) -> ExactStratum {
        let events = bands.reduce(0) { $0 + $1.events }
        let rate = TestedSubject.share(events, of: bands.reduce(0) { $0 + $1.count })
        return ExactStratum(
            groups: bands.map { band in
                let gone = hidden * Double(band.score) / Double(TipOffBand.longest)
                return ScoredGroup(
                    size: band.count, score: band.score,
                    odds: TestedSubject.odds(rate * (1 - gone), against: rate))
            }, events: events)
    }
}
