import Policy

/// Which version of a built-in policy pack governs from which day.
package struct PackAdoption: Sendable, Equatable {
    package var id: String
    package var version: String
    package var validFrom: LocalDate

    package init(id: String, version: String, validFrom: LocalDate) {
        self.id = id
        self.version = version
        self.validFrom = validFrom
    }

    /// Reads the body of an adoption.
    package init(_ fields: inout Fields) {
        id = fields.text("id", max: 100)
        version = fields.text("version", max: 50)
        validFrom = fields.value("validFrom", as: LocalDate.self)
    }
}
