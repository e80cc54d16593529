import Policy

/// A day and a reason: what closing, reopening, lapsing and ending need.
package struct DatedReason: Sendable, Equatable {
    package var on: LocalDate
    package var reason: String

    package init(on: LocalDate, reason: String) {
        self.on = on
        self.reason = reason
    }
}
