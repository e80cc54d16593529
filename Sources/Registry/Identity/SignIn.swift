import Records

/// What a bearer token stands for: who acts, and until when.
package struct SignIn: Sendable, Equatable {
    package var actor: Actor
    package var expiresAt: Instant

    package init(actor: Actor, expiresAt: Instant) {
        self.actor = actor
        self.expiresAt = expiresAt
    }
}
