/// What a token was given for.
package enum TokenKind: String, Sendable, CaseIterable {
    /// Issued by an administrator, for a program or a device, for up to a year.
    case token
    /// Given for a sign-in, for some hours.
    case session
}
