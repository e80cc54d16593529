import Policy

/// Which signals about officials are read, of which days. Both are days of the authority's own zone and belong to the period.
package struct SignalQuery: Sendable, Equatable {
    /// nil is the first of January of the last day's year.
    package var from: LocalDate?
    /// nil is today.
    package var to: LocalDate?
    /// nil is all of them.
    package var kind: SignalKind?

    package init(from: LocalDate? = nil, to: LocalDate? = nil, kind: SignalKind? = nil) {
        self.from = from
        self.to = to
        self.kind = kind
    }

    /// Reads the query of a request.
    package init(_ fields: inout Fields) {
        from = fields.optionalValue("from", as: LocalDate.self)
        to = fields.optionalValue("to", as: LocalDate.self)
        kind = fields.optionalChoice("kind", of: SignalKind.self)
    }

    /// In the order in which they are told.
    package var kinds: [SignalKind] { kind.map { [$0] } ?? SignalKind.allCases }
}
