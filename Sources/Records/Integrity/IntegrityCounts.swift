import Policy

/// The counts behind the signals about officials in one authority.
package struct IntegrityCounts: Sendable, Equatable {
    package var from: LocalDate
    package var to: LocalDate
    /// Visits of each inspector with access; an event is one in which something failed. By area, kind and what was checked.
    package var visits: [IntegrityCount]
    /// The same visits, each once, also where two inspectors went together; of nobody in particular.
    package var allVisits: [IntegrityCount]
    /// Values that each inspector measured near a limit; an event is one above it. By criterion and limit.
    package var measured: [IntegrityCount]
    /// The same values, each once.
    package var allMeasured: [IntegrityCount]
    /// Visits of each inspector that were drawn, by how long before it was known who would go (`score`, a band of hours); an
    /// event is one in which something failed. By area and kind.
    package var noticed: [IntegrityCount]
    /// Actions of each proposer and issuer, as `PROPOSER ISSUER`, by month.
    package var pairs: [PairCount]

    package init(
        from: LocalDate, to: LocalDate, visits: [IntegrityCount], allVisits: [IntegrityCount],
        measured: [IntegrityCount], allMeasured: [IntegrityCount], noticed: [IntegrityCount], pairs: [PairCount]
    ) {
        self.from = from
        self.to = to
        self.visits = visits
        self.allVisits = allVisits
        self.measured = measured
        self.allMeasured = allMeasured
        self.noticed = noticed
        self.pairs = pairs
    }
}
