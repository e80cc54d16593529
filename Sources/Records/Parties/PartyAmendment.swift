/// What changes about a party; nil leaves a member as it is.
package struct PartyAmendment: Sendable, Equatable {
    package var name: String?
    package var registrationNumber: String?
    /// Why, when it was said.
    package var reason: String?

    package init(name: String? = nil, registrationNumber: String? = nil, reason: String? = nil) {
        self.name = name
        self.registrationNumber = registrationNumber
        self.reason = reason
    }

    /// Reads the body of a change.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        registrationNumber = fields.optionalRegistrationNumber("registrationNumber")
        reason = fields.optionalText("reason", max: 2000, lines: .many)
    }
}
