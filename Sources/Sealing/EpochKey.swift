import Crypto

/// The key of an epoch: of all contact data that are to be destroyed in the same month.
///
/// X25519 (RFC 7748). It lies outside the database and outside every backup of it, so that destroying it destroys the data
/// in all of them. As text: `epoch-key:NAME:BASE64`, which is secret.
package struct EpochKey: Sendable {
    /// Authority, month and something that no other epoch has: `0363-2028-11-5f0c2a91`.
    package let name: String
    let secret: Curve25519.KeyAgreement.PrivateKey

    /// A fresh one.
    /// - Parameter month: as `2028-11`.
    package init(jurisdictionCode: String, month: String) {
        secret = Curve25519.KeyAgreement.PrivateKey()
        let mark = SHA256.hash(data: secret.publicKey.rawRepresentation).prefix(4)
        name =
            "\(jurisdictionCode)-\(month)-"
            + mark.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// - Throws: `SealingProblem.noKey`.
    package init(secretText: String) throws {
        guard let (name, bytes) = KeyText.read("epoch-key", secretText),
            let secret = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { throw SealingProblem.noKey }
        self.name = name
        self.secret = secret
    }

    package var secretText: String { KeyText.written("epoch-key", name, secret.rawRepresentation) }

    /// 32 bytes, no secret.
    package var publicBytes: [UInt8] { Array(secret.publicKey.rawRepresentation) }
}
