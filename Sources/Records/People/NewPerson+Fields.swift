extension NewPerson {
    /// Reads the body of an appointment.
    package init(_ fields: inout Fields) {
        name = fields.text("name", max: 200)
        login = fields.text("login", min: 2, max: 63)
        roles = fields.choices("roles", of: Role.self, min: 1)
    }
}
