/// What is checked while somebody signs in with a browser, and of requests that a browser signs by its cookie. Whoever is refused while
/// signing in is refused in the same words; which check it was is nobody's matter but the program's log's.
enum BrowserCheck: String, Sendable, CaseIterable {
    /// The browser has begun a sign-in, and what it keeps of it was written by a server of this database.
    case cookie
    /// It was begun a short time ago.
    case age
    /// The answer is to that sign-in (RFC 6749, section 10.12).
    case state
    /// The answer is of the provider that was asked (RFC 9207).
    case issuer
    /// The provider has given a code, not an error.
    case code
    /// The provider has given an id token for the code.
    case exchange
    /// The id token was asked for by that sign-in (OpenID Connect Core 1.0, section 3.1.3.7).
    case nonce
    /// The sign-in has not been finished before.
    case once
    /// The path to go to afterwards is one of this server.
    case returnPath
    /// A change that a browser signs by its cookie comes from a page of the registry.
    case changesFromOwnPages
    /// A read that a browser signs by its cookie comes from a page of the registry, or from nobody's page.
    case readsFromOwnPages
}

/// Why nobody was signed in.
struct BrowserFault: Error {
    /// A word for the program's log.
    let reason: String

    init(_ check: BrowserCheck, _ words: String = "") {
        reason = words.isEmpty ? check.rawValue : "\(check.rawValue): \(words)"
    }
}
