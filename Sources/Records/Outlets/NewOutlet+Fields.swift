import Policy

extension NewOutlet {
    /// Reads the body of a registration.
    package init(_ fields: inout Fields) {
        name = fields.optionalText("name", max: 200)
        kind = fields.choice("kind", of: OutletKind.self)
        address = Address(&fields)
        place = Place.read(&fields)
        openingHours = OpeningHours.read(&fields)
        toleratedFrom = fields.optionalValue("toleratedFrom", as: LocalDate.self)
    }
}
