import Policy

/// Which version of a built-in policy pack is to govern from which day, and what becomes of other packs.
package struct PackAdoption: Sendable, Equatable {
    package var id: String
    package var version: String
    package var validFrom: LocalDate
    package var others: OtherPacks

    package init(id: String, version: String, validFrom: LocalDate, others: OtherPacks = OtherPacks()) {
        self.id = id
        self.version = version
        self.validFrom = validFrom
        self.others = others
    }

    /// Reads the body of an adoption.
    package init(_ fields: inout Fields) {
        id = fields.text("id", max: 100)
        version = fields.text("version", max: 50)
        validFrom = fields.value("validFrom", as: LocalDate.self)
        others = OtherPacks(&fields)
    }
}
