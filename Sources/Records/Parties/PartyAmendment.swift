/// What changes about a party; nil leaves a member as it is.
package struct PartyAmendment: Sendable, Equatable {
    package var name: String?
    package var registrationNumber: String?
    /// The registration number that is recorded does not hold.
    package var withoutRegistration = false
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
        withoutRegistration = fields.clears("registrationNumber")
        if fields.isNull("name") { fields.note("name", "not_taken_away", "\"name\" is null; a party has a name.") }
        reason = fields.optionalText("reason", max: 2000, lines: .many)
    }
}
