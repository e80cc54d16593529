/// What somebody signs in with.
package struct NewSession: Sendable, Equatable {
    /// The code of the authority.
    package var jurisdiction: String
    package var login: String
    /// As it was typed.
    package var credential: String

    package init(jurisdiction: String, login: String, credential: String) {
        self.jurisdiction = jurisdiction
        self.login = login
        self.credential = credential
    }

    /// Reads the body of a sign-in.
    package init(_ fields: inout Fields) {
        jurisdiction = fields.text("jurisdiction", max: 12)
        login = fields.text("login", max: 63)
        credential = fields.text("credential", max: 200)
    }
}
