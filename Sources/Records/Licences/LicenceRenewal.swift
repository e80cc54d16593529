import Policy

/// A later end of a licence.
package struct LicenceRenewal: Sendable, Equatable {
    /// First day on which it no longer holds.
    package var endsOn: LocalDate
    package var reason: String?

    package init(endsOn: LocalDate, reason: String? = nil) {
        self.endsOn = endsOn
        self.reason = reason
    }

    /// Reads the body of a renewal.
    package init(_ fields: inout Fields) {
        endsOn = fields.value("endsOn", as: LocalDate.self)
        reason = fields.optionalText("reason", max: 2000, lines: .many)
    }
}
