/// What an id token says that was found good: who somebody is, by the word of a provider.
package struct IDToken: Sendable, Equatable {
    package var issuer: String
    /// The name that the provider has for the person, and never gives to another one.
    package var subject: String
    /// In Unix seconds.
    package var expiresAt: Double
}
