import Crypto

/// A private key that signs notes under a name. It can't be printed.
package struct NoteSigner: Sendable, CustomStringConvertible {
    /// The public half.
    package let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// The signer with this name and 32 secret bytes, or nil where the name or the bytes are not fit.
    package init?(name: String, kind: KeyKind, secret: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret),
            let verifier = VerifierKey(name: name, kind: kind, bytes: Array(key.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.verifier = verifier
    }

    /// 32 new secret bytes of the system's own generator.
    package static func newSecret() -> [UInt8] { Array(Curve25519.Signing.PrivateKey().rawRepresentation) }

    package var description: String { "a signer of \(verifier.name)" }

    /// The signature over the text of a note. A witness states the time, in seconds since 1970.
    package func sign(_ text: String, at time: Int64 = 0) throws -> NoteSignature {
        switch verifier.kind {
        case .ed25519:
            let bytes = Array(try key.signature(for: Array(text.utf8)))
            return NoteSignature(name: verifier.name, id: verifier.id, bytes: bytes)
        case .cosignature:
            precondition(time > 0, "A cosignature states its time.")
            let bytes = Array(try key.signature(for: Array(VerifierKey.cosigned(text, at: time).utf8)))
            let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
            return NoteSignature(name: verifier.name, id: verifier.id, bytes: stamp + bytes)
        }
    }
}
