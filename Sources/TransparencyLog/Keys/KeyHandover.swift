import FoundationEssentials

/// What a key of a log says of the key that follows it: a text with the signature of the old key. An entry of the log holds it, so
/// whoever trusts the one follows to the other.
package struct KeyHandover: Hashable, Sendable {
    package let old: VerifierKey
    package let new: VerifierKey
    /// 64 bytes of Ed25519, by the old key, of `text`.
    package let signature: [UInt8]

    private static let header = "tolerance-registry/log-key/v1"

    package init(old: VerifierKey, new: VerifierKey, signature: [UInt8]) {
        self.old = old
        self.new = new
        self.signature = signature
    }

    /// The announcement that this signer is followed by that key, or nil where they are not of one log.
    package init?(from signer: NoteSigner, to new: VerifierKey) throws {
        let old = signer.verifier
        guard old.kind == .ed25519, new.kind == .ed25519, old.name == new.name, old != new else { return nil }
        self.init(old: old, new: new, signature: try signer.sign(Self.text(old, new)).bytes)
    }

    /// Whether the old key has signed it.
    package var isSigned: Bool {
        old.name == new.name && old != new && old.verifies(signature, of: Self.text(old, new))
    }

    /// The bytes of the log entry about it: JSON with its members in order and no white space (RFC 8785). The database writes the
    /// same in `audit.key_entry`; this is worked out apart from it.
    /// - Parameter time: as the entries have it, `2026-11-26T17:30:00.123456Z`.
    package func entry(at time: String) -> [UInt8] {
        let signature = Data(signature).base64EncodedString()
        return Array(
            "{\"at\":\"\(time)\",\"new_key\":\"\(new.vkey)\",\"old_key\":\"\(old.vkey)\",\"signature\":\"\(signature)\",\"v\":1}"
                .utf8)
    }

    private static func text(_ old: VerifierKey, _ new: VerifierKey) -> String {
        "\(header)\n\(old.vkey)\n\(new.vkey)\n"
    }
}
