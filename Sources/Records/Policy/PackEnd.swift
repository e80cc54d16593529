import Policy

/// Which proposed end the person who confirms it has read.
package struct PackEnd: Sendable, Equatable {
    /// The first day on which no version governs; nil leaves it to the version of the record that was read.
    package var endDay: LocalDate?

    package init(endDay: LocalDate? = nil) {
        self.endDay = endDay
    }

    /// Reads the body of the confirmation of an end.
    package init(_ fields: inout Fields) {
        endDay = fields.optionalValue("endDay", as: LocalDate.self)
    }
}
