import Policy

/// Which days statistics are about. Both are days of the authority's own zone and belong to the period.
package struct StatisticsQuery: Sendable, Equatable {
    /// nil is the first of January of the last day's year.
    package var from: LocalDate?
    /// nil is today; a later day counts as today, because nothing has happened after it.
    package var to: LocalDate?
    /// Of the harm index; the others have parts of their own.
    package var by: HarmPart

    package init(from: LocalDate? = nil, to: LocalDate? = nil, by: HarmPart = .outlet) {
        self.from = from
        self.to = to
        self.by = by
    }

    /// Reads the query of a request for that indicator.
    package init(_ indicator: Indicator, _ fields: inout Fields) {
        from = fields.optionalValue("from", as: LocalDate.self)
        to = fields.optionalValue("to", as: LocalDate.self)
        by = (indicator == .harm ? fields.optionalChoice("by", of: HarmPart.self) : nil) ?? .outlet
    }
}
