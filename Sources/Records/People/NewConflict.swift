import Policy

/// A person who keeps away from an outlet, and why.
package struct NewConflict: Sendable, Equatable {
    /// Number or login of the person; nil is whoever declares it.
    package var person: String?
    /// Reference of the outlet.
    package var outlet: String
    /// Nil is today.
    package var startsOn: LocalDate?
    package var why: String

    package init(person: String? = nil, outlet: String, startsOn: LocalDate? = nil, why: String) {
        self.person = person
        self.outlet = outlet
        self.startsOn = startsOn
        self.why = why
    }

    /// Reads the body of a declaration.
    package init(_ fields: inout Fields) {
        person = fields.optionalText("person", max: 63)
        outlet = fields.text("outlet", max: 40)
        startsOn = fields.optionalValue("startsOn", as: LocalDate.self)
        why = fields.fullReason("why")
    }
}
