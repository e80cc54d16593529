import Records

/// Whether one person's proposals go to one issuer more often than the sharing of the work explains.
///
/// Within a stratum all actions are looked at that the issuer could have taken: those that somebody else proposed. If it was
/// chance who took which, the issuer's own fall on the proposers alike. What the duty rosters gave is told by the stratum. Those count
/// in which the two never met, too: to leave them out would choose the strata by what came out.
package enum SamePair {
    package static func signals(_ counts: [PairCount]) -> [Signal] {
        let strata = Dictionary(grouping: counts, by: \.stratum)
        let proposed = Dictionary(grouping: counts, by: \.proposer).mapValues { Set($0.map(\.stratum)).sorted() }
        return TestedSubject.signals(
            Set(counts.map { Pair(proposer: $0.proposer, issuer: $0.issuer) }).map { pair in
                let parts = (proposed[pair.proposer] ?? []).map { Compared(pair, strata[$0] ?? []) }
                return TestedSubject(
                    subject: "\(pair.proposer) \(pair.issuer)",
                    test: ExactTest(parts.map { $0.stratum(preferring: 0) }, tail: .high),
                    count: parts.reduce(0) { $0 + $1.proposed }, observed: parts.reduce(0) { $0 + $1.together },
                    alternative: { share in parts.map { $0.stratum(preferring: share) } })
            })
    }

    private struct Pair: Hashable {
        var proposer: String
        var issuer: String
    }

    private struct Compared {
        /// What the proposer proposed, what of it the issuer issued, and the same of all whom the issuer can judge.
        let proposed: Int
        let together: Int
        let all: Int
        let issued: Int

        init(_ pair: Pair, _ counts: [PairCount]) {
            let possible = counts.filter { $0.proposer != pair.issuer }
            let own = possible.filter { $0.proposer == pair.proposer }
            proposed = own.reduce(0) { $0 + $1.count }
            together = own.filter { $0.issuer == pair.issuer }.reduce(0) { $0 + $1.count }
            all = possible.reduce(0) { $0 + $1.count }
            issued = possible.filter { $0.issuer == pair.issuer }.reduce(0) { $0 + $1.count }
        }

        /// What would be if this share of the proposals goes to the issuer on purpose and the others by chance.
        func stratum(preferring share: Double) -> ExactStratum {
            let rate = TestedSubject.share(issued - together, of: all - proposed)
            return ExactStratum(
                groups: [
                    ScoredGroup(
                        size: proposed, score: 1,
                        odds: TestedSubject.odds(
                            min(0.999, share + (1 - share) * rate), against: min(0.999, rate))),
                    ScoredGroup(size: all - proposed, score: 0),
                ], events: issued)
        }
    }
}
