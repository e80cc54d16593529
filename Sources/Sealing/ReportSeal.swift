import Crypto
import FoundationEssentials
import Records

/// Seals and opens the contact data of one report; what was sealed for one report doesn't open for another.
///
/// A fresh AES-256-GCM key per report; that key in HPKE (RFC 9180, base mode, X25519 with HKDF-SHA-256 and
/// ChaCha20-Poly1305) to the contact key, and the result in HPKE to the epoch key. So both are needed: the officers' and the
/// one that is destroyed when its month is over.
package struct ReportSeal: Sendable {
    private let report: UUIDText
    private let authority: String

    package init(report: UUIDText, jurisdictionCode: String) {
        self.report = report
        authority = jurisdictionCode
    }

    /// - Parameter epoch: the public half of the epoch key, 32 bytes.
    package func seal(
        _ contact: Sensitive<NuisanceContact>, to team: PublicContactKey, epoch: [UInt8]
    ) throws -> SealedContact {
        let key = SymmetricKey(size: .bits256)
        let plain = Padding.padded(ContactForm.bytes(contact.unsealed))
        guard let box = try AES.GCM.seal(plain, using: key, authenticating: bound("contact")).combined else {
            throw SealingProblem.notOpened
        }
        let inner = try wrap(key.withUnsafeBytes(Array.init), for: team.bytes, "team")
        return SealedContact(ciphertext: Array(box), wrappedKey: try wrap(inner, for: epoch, "epoch"))
    }

    /// Takes the epoch's layer off: what an officer's program gets.
    /// - Throws: `SealingProblem.notOpened`.
    package func hand(_ sealed: SealedContact, epoch: EpochKey) throws -> HandedContact {
        HandedContact(
            ciphertext: sealed.ciphertext, wrappedKey: try unwrap(sealed.wrappedKey, with: epoch.secret, "epoch"))
    }

    /// The same report's key under another epoch; nobody sees it on the way.
    /// - Parameter other: the public half of the other epoch's key.
    /// - Throws: `SealingProblem.notOpened`.
    package func rewrap(_ wrappedKey: [UInt8], from epoch: EpochKey, to other: [UInt8]) throws -> [UInt8] {
        try wrap(try unwrap(wrappedKey, with: epoch.secret, "epoch"), for: other, "epoch")
    }

    /// - Throws: `SealingProblem.notOpened` or `.unknownForm`.
    package func open(_ handed: HandedContact, with team: ContactKey) throws -> Sensitive<NuisanceContact> {
        let key = try unwrap(handed.wrappedKey, with: team.secret, "team")
        guard let box = try? AES.GCM.SealedBox(combined: handed.ciphertext),
            let plain = try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: bound("contact")),
            let bytes = Padding.unpadded(Array(plain))
        else { throw SealingProblem.notOpened }
        return Sensitive(try ContactForm.contact(bytes))
    }

    // MARK: The layers

    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// What a layer is bound to: its purpose, the authority and the report.
    private func bound(_ layer: String) -> Data {
        Data("tolerance-registry contact 1|\(layer)|\(authority)|\(report.text)".utf8)
    }

    private func wrap(_ secret: [UInt8], for recipient: [UInt8], _ layer: String) throws -> [UInt8] {
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: recipient) else {
            throw SealingProblem.noKey
        }
        var sender = try HPKE.Sender(recipientKey: key, ciphersuite: Self.suite, info: bound(layer))
        let sealed = try sender.seal(secret, authenticating: bound(layer))
        return Array(sender.encapsulatedKey) + Array(sealed)
    }

    private func unwrap(
        _ wrapped: [UInt8], with key: Curve25519.KeyAgreement.PrivateKey, _ layer: String
    ) throws -> [UInt8] {
        guard wrapped.count > 32,
            var recipient = try? HPKE.Recipient(
                privateKey: key, ciphersuite: Self.suite, info: bound(layer),
                encapsulatedKey: Data(wrapped.prefix(32))),
            let secret = try? recipient.open(Data(wrapped.dropFirst(32)), authenticating: bound(layer))
        else { throw SealingProblem.notOpened }
        return Array(secret)
    }
}
