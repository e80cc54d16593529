/// What is needed to issue an access token.
package struct NewToken: Sendable, Equatable {
    /// What it is for, so that its holder knows which one to revoke: `laptop`, `import job`.
    package var label: String
    /// 1…400.
    package var expiresInDays: Int

    /// Which of the person's accounts it signs in to; nil is the first one.
    package var login: String?

    package static let days = 1...400

    package init(label: String, expiresInDays: Int, login: String? = nil) {
        self.label = label
        self.expiresInDays = expiresInDays
        self.login = login
    }

    /// Reads the body of an issue.
    package init(_ fields: inout Fields) {
        label = fields.text("label", max: 100)
        expiresInDays = fields.integer("expiresInDays", in: Self.days)
        login = fields.optionalText("login", max: 63)
    }
}
