/// What is needed to register a party.
package struct NewParty: Sendable, Equatable {
    package var kind: PartyKind
    package var name: String
    /// With its register in front: `kvk:68750110`.
    package var registrationNumber: String?

    package init(kind: PartyKind, name: String, registrationNumber: String? = nil) {
        self.kind = kind
        self.name = name
        self.registrationNumber = registrationNumber
    }

    /// Reads the body of a registration.
    package init(_ fields: inout Fields) {
        kind = fields.choice("kind", of: PartyKind.self)
        name = fields.text("name", max: 200)
        registrationNumber = fields.optionalRegistrationNumber("registrationNumber")
    }
}
