import Policy

/// A suspension of a licence that an issued action orders.
package struct LicenceSuspension: Sendable, Equatable {
    /// Reference of the issued action of kind suspension.
    package var action: String
    /// First day after the suspension; nil when it has no end yet.
    package var until: LocalDate?
    package var reason: String

    package init(action: String, until: LocalDate? = nil, reason: String) {
        self.action = action
        self.until = until
        self.reason = reason
    }

    /// Reads the body of a suspension.
    package init(_ fields: inout Fields) {
        action = fields.text("action", max: 40)
        until = fields.optionalValue("until", as: LocalDate.self)
        reason = fields.fullReason()
    }
}
