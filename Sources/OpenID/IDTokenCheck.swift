/// What is checked of an id token. Each is refused in the same words; which it was is nobody's matter but the program's log's.
package enum IDTokenCheck: String, Sendable, CaseIterable {
    /// Three parts of base64url, of which two are objects of JSON without a member twice.
    case form
    case type, critical, algorithm, key, signature
    /// A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4) may call itself JWT, and has events instead of a nonce.
    case events
    case issuer, audience, authorizedParty, expiry, notBefore, issuedAt, age, nonce, subject
}

extension IDTokenCheck: Error {}
