import Policy

/// Which days statistics are about. Both are days of the authority's own zone and belong to the period.
package struct StatisticsQuery: Sendable, Equatable {
    /// nil is the first of January of the last day's year.
    package var from: LocalDate?
    /// nil is today; a later day counts as today, because nothing has happened after it.
    package var to: LocalDate?

    package init(from: LocalDate? = nil, to: LocalDate? = nil) {
        self.from = from
        self.to = to
    }

    /// Reads the query of a request.
    package init(_ fields: inout Fields) {
        from = fields.optionalValue("from", as: LocalDate.self)
        to = fields.optionalValue("to", as: LocalDate.self)
    }
}
