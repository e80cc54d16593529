/// What is needed to issue an access token.
package struct NewToken: Sendable, Equatable {
    /// What it is for, so that its holder knows which one to revoke: `laptop`, `import job`.
    package var label: String
    /// 1…400.
    package var expiresInDays: Int

    package static let days = 1...400

    package init(label: String, expiresInDays: Int) {
        self.label = label
        self.expiresInDays = expiresInDays
    }

    /// Reads the body of an issue.
    package init(_ fields: inout Fields) {
        label = fields.text("label", max: 100)
        expiresInDays = fields.integer("expiresInDays", in: Self.days)
    }
}
