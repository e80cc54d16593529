import Policy

/// A withdrawal of a licence that an issued action orders.
package struct LicenceWithdrawal: Sendable, Equatable {
    /// Reference of the issued action of kind withdrawal.
    package var action: String
    /// First day without the licence.
    package var on: LocalDate
    package var reason: String

    package init(action: String, on: LocalDate, reason: String) {
        self.action = action
        self.on = on
        self.reason = reason
    }

    /// Reads the body of a withdrawal.
    package init(_ fields: inout Fields) {
        action = fields.text("action", max: 40)
        on = fields.value("on", as: LocalDate.self)
        reason = fields.fullReason()
    }
}
