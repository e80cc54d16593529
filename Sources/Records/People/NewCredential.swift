/// What is needed to issue a credential to an account. It takes the place of the one that the account has.
package struct NewCredential: Sendable, Equatable {
    /// To which of the person's accounts; nil is the first one.
    package var login: String?
    /// A year at most.
    package var expiresInDays: Int
    /// Why the one that holds is replaced; needed where there is one.
    package var reason: String?

    package static let days = 1...365

    package init(login: String? = nil, expiresInDays: Int, reason: String? = nil) {
        self.login = login
        self.expiresInDays = expiresInDays
        self.reason = reason
    }

    /// Reads the body of an issue.
    package init(_ fields: inout Fields) {
        login = fields.optionalText("login", max: 63)
        expiresInDays = fields.integer("expiresInDays", in: Self.days)
        reason = fields.optionalText("reason", max: 2000, lines: .many)
    }
}
