import Records

/// What a bearer token stands for: who acts, with which token, and until when.
package struct SignIn: Sendable, Equatable {
    package var actor: Actor
    package var expiresAt: Instant
    package var token: Token

    /// The token itself, without its text.
    package struct Token: Sendable, Equatable {
        package var number: Int
        package var kind: TokenKind
        /// The roles that count under it; none stands for all of the person's.
        package var scopes: [Role]

        package init(number: Int, kind: TokenKind = .token, scopes: [Role] = []) {
            self.number = number
            self.kind = kind
            self.scopes = scopes
        }
    }

    package init(actor: Actor, expiresAt: Instant, token: Token) {
        self.actor = actor
        self.expiresAt = expiresAt
        self.token = token
    }
}
