import Policy

/// What is needed to grant a licence for an outlet.
package struct NewLicence: Sendable, Equatable {
    /// Reference of the party that holds it.
    package var holder: String
    package var validFrom: LocalDate
    /// First day on which it no longer holds; nil when it has no end.
    package var endsOn: LocalDate?
    package var conditions: [String]

    package init(holder: String, validFrom: LocalDate, endsOn: LocalDate? = nil, conditions: [String] = []) {
        self.holder = holder
        self.validFrom = validFrom
        self.endsOn = endsOn
        self.conditions = conditions
    }

    /// Reads the body of a grant.
    package init(_ fields: inout Fields) {
        holder = fields.text("holder", max: 40)
        validFrom = fields.value("validFrom", as: LocalDate.self)
        endsOn = fields.optionalValue("endsOn", as: LocalDate.self)
        conditions = fields.texts("conditions", max: 50, each: 1000)
        if let endsOn, fields.isGood("validFrom"), endsOn <= validFrom {
            fields.note(
                "endsOn", "out_of_order",
                "\"endsOn\" is \(endsOn); the first day without the licence must lie after \(validFrom).")
        }
    }
}
