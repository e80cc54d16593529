import Policy

/// From which day on no version of a pack is to govern, and why.
package struct PackEndProposal: Sendable, Equatable {
    /// The first day on which none governs.
    package var endDay: LocalDate
    package var reason: String

    package init(endDay: LocalDate, reason: String) {
        self.endDay = endDay
        self.reason = reason
    }

    /// Reads the body of the proposal of an end.
    package init(_ fields: inout Fields) {
        endDay = fields.value("endDay", as: LocalDate.self)
        reason = Reason(&fields).text
    }
}
