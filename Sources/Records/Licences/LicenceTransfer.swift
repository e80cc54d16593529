import Policy

/// A licence that goes to another holder: the old one stops and a new one continues it on the same day.
package struct LicenceTransfer: Sendable, Equatable {
    /// Reference of the party that holds the new licence.
    package var holder: String
    /// First day of the new holder.
    package var on: LocalDate
    package var reason: String

    package init(holder: String, on: LocalDate, reason: String) {
        self.holder = holder
        self.on = on
        self.reason = reason
    }

    /// Reads the body of a transfer.
    package init(_ fields: inout Fields) {
        holder = fields.text("holder", max: 40)
        on = fields.value("on", as: LocalDate.self)
        reason = fields.fullReason()
    }
}
