import Policy

/// The first day on which a role at an outlet no longer holds.
package struct RoleEnd: Sendable, Equatable {
    package var on: LocalDate
    package var reason: String?

    package init(on: LocalDate, reason: String? = nil) {
        self.on = on
        self.reason = reason
    }

    /// Reads the body of an ending.
    package init(_ fields: inout Fields) {
        on = fields.value("on", as: LocalDate.self)
        reason = fields.optionalText("reason", max: 2000, lines: .many)
    }
}
