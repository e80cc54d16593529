import Crypto

/// The key to which contact data are sealed: its private half is with the officers who may read them, and nowhere else.
///
/// X25519 (RFC 7748). As text: `contact-key:NAME:BASE64`, which is secret, and `contact-key-public:NAME:BASE64`.
package struct ContactKey: Sendable {
    package let name: String
    let secret: Curve25519.KeyAgreement.PrivateKey

    /// A fresh one, or nil when the name has other characters than letters, digits, dots, hyphens and underscores.
    package init?(newNamed name: String) {
        guard KeyText.isName(name) else { return nil }
        self.name = name
        secret = Curve25519.KeyAgreement.PrivateKey()
    }

    /// - Throws: `SealingProblem.noKey`.
    package init(secretText: String) throws {
        guard let (name, bytes) = KeyText.read("contact-key", secretText),
            let secret = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { throw SealingProblem.noKey }
        self.name = name
        self.secret = secret
    }

    package var secretText: String { KeyText.written("contact-key", name, secret.rawRepresentation) }

    package var publicHalf: PublicContactKey {
        PublicContactKey(name: name, bytes: Array(secret.publicKey.rawRepresentation))
    }
}

/// What contact data are sealed with; no secret.
package struct PublicContactKey: Sendable, Equatable {
    package let name: String
    /// 32 bytes.
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// - Throws: `SealingProblem.noKey`.
    package init(text: String) throws {
        guard let (name, bytes) = KeyText.read("contact-key-public", text),
            (try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)) != nil
        else { throw SealingProblem.noKey }
        self.init(name: name, bytes: bytes)
    }

    package var text: String { KeyText.written("contact-key-public", name, bytes) }
}
