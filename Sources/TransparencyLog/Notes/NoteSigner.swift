import Crypto
import FoundationEssentials

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

    /// The signer that a key file writes, as golang.org/x/mod/sumdb/note writes one (`PRIVATE+KEY+name+id+key`), or nil where it
    /// has another form or its id doesn't fit its key.
    package init?(privateText text: some StringProtocol) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let data = Data(base64Encoded: String(parts[4])),
            let kind = data.first.flatMap(KeyKind.init(rawValue:))
        else { return nil }
        self.init(name: String(parts[2]), kind: kind, secret: Array(data.dropFirst()))
        guard verifier.hexID == parts[3] else { return nil }
    }

    /// What a key file holds of these secret bytes, or nil where the name or the bytes are not fit. Whoever has it signs.
    package static func privateText(name: String, kind: KeyKind, secret: [UInt8]) -> String? {
        guard let signer = NoteSigner(name: name, kind: kind, secret: secret) else { return nil }
        return "PRIVATE+KEY+\(name)+\(signer.verifier.hexID)+" + Data([kind.rawValue] + secret).base64EncodedString()
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
