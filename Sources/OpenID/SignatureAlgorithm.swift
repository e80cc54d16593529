/// How an id token may be signed. There are no others: neither `none` nor a secret that is shared is known here.
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
    case es256 = "ES256"
    case edDSA = "EdDSA"
    /// With a key of at least 2048 bits.
    case rs256 = "RS256"
}
