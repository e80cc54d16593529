/// What is needed to issue an access token.
package struct NewToken: Sendable, Equatable {
    /// What it is for, so that its holder knows which one to revoke: `laptop`, `import job`.
    package var label: String
    /// A year at most.
    package var expiresInDays: Int

    /// Which of the person's accounts it signs in to; nil is the first one.
    package var login: String?

    /// The roles that count under it, of those that the person has; none stands for all of the person's.
    package var scopes: [Role]

    package static let days = 1...365

    package init(label: String, expiresInDays: Int, login: String? = nil, scopes: [Role] = []) {
        self.label = label
        self.expiresInDays = expiresInDays
        self.login = login
        self.scopes = scopes
    }

    /// Reads the body of an issue.
    package init(_ fields: inout Fields) {
        label = fields.text("label", max: 100)
        expiresInDays = fields.integer("expiresInDays", in: Self.days)
        login = fields.optionalText("login", max: 63)
        scopes = fields.choices("scopes", of: Role.self)
    }
}
