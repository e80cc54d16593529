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

    /// The month of an authority's key, as `2028-11`, by its name; nil where the name is none of that authority's.
    package static func month(of name: String, jurisdictionCode: String) -> String? {
        guard name.hasPrefix("\(jurisdictionCode)-") else { return nil }
        let rest = name.dropFirst(jurisdictionCode.count + 1)
        return rest.wholeMatch(of: /([0-9]{4}-[0-9]{2})-[0-9a-f]{8}/).map { String($0.1) }
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
