import Registry

/// Who signed in, and the name that the log knows them by.
struct Visitor: Sendable {
    let signIn: SignIn
    let pseudonym: String
}
