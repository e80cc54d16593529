import Policy

/// From where in time a record is asked for: as it held on a day, and by what had been recorded by when.
package struct PastQuery: Sendable, Equatable {
    /// A local day of the authority; nil asks how it stood at the moment of `knownAt`.
    package var asOf: LocalDate?
    /// Nil asks by all that is recorded now.
    package var knownAt: KnownAt?

    package init(asOf: LocalDate? = nil, knownAt: KnownAt? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    /// Reads the parameters `asOf` and `knownAt`.
    package init(_ fields: inout Fields) {
        asOf = fields.optionalValue("asOf", as: LocalDate.self)
        knownAt = fields.optionalValue("knownAt", as: KnownAt.self)
    }

    /// Whether nothing of the past is asked.
    package var isOfNow: Bool { asOf == nil && knownAt == nil }
}
