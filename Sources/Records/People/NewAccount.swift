/// Another account of a person who has one: a sign-in with a login of its own. Acts under it are acts of the person, so
/// four eyes look at the person and not at the account.
package struct NewAccount: Sendable, Equatable {
    /// As in `NewPerson`.
    package var login: String

    package init(login: String) { self.login = login }

    /// Reads the body of an opening.
    package init(_ fields: inout Fields) { login = fields.text("login", min: 2, max: 63) }
}
