import Policy

/// Which recommendations are replayed: by the day of their inspection, both days included.
package struct ReplayQuery: Sendable, Equatable {
    package var from: LocalDate?
    package var to: LocalDate?

    package init(from: LocalDate? = nil, to: LocalDate? = nil) {
        self.from = from
        self.to = to
    }

    /// Reads the query of a replay.
    package init(_ fields: inout Fields) {
        from = fields.optionalValue("from", as: LocalDate.self)
        to = fields.optionalValue("to", as: LocalDate.self)
    }
}
