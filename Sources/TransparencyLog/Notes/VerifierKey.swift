import Crypto
import FoundationEssentials

/// A public key that checks notes: its name, its short id and 32 bytes of Ed25519 (C2SP signed-note, "vkey").
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    package let kind: KeyKind
    /// The public key as RFC 8032 encodes it.
    package let bytes: [UInt8]
    /// The first four bytes of SHA-256 over name, newline, kind and key.
    package let id: UInt32

    /// The key with this name, or nil where the name is empty or has white space or a plus, or the bytes are no key.
    package init?(name: String, kind: KeyKind, bytes: [UInt8]) {
        guard Self.isName(name), bytes.count == 32,
            (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
        else { return nil }
        self.name = name
        self.kind = kind
        self.bytes = bytes
        let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, kind.rawValue] + bytes)
        id = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key that a vkey names, or nil where it isn't one, its id doesn't fit its key, or its kind is another.
    package init?(vkey: some StringProtocol) {
        let parts = vkey.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].utf8.count == 8, let data = Data(base64Encoded: String(parts[2])),
            data.base64EncodedString() == parts[2], let kind = data.first.flatMap(KeyKind.init(rawValue:))
        else { return nil }
        self.init(name: String(parts[0]), kind: kind, bytes: Array(data.dropFirst()))
        guard hexID == parts[1] else { return nil }
    }

    /// The key as text: name, id and key, joined by plus signs.
    package var vkey: String { "\(name)+\(hexID)+" + Data([kind.rawValue] + bytes).base64EncodedString() }

    /// Whether the bytes are this key's signature over the text of a note; for a witness the time stands before them.
    package func verifies(_ signature: [UInt8], of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        switch kind {
        case .ed25519:
            return signature.count == 64 && key.isValidSignature(signature, for: Array(text.utf8))
        case .cosignature:
            guard signature.count == 72, let time = Self.time(of: signature) else { return false }
            return key.isValidSignature(signature.dropFirst(8), for: Array(Self.cosigned(text, at: time).utf8))
        }
    }

    /// The seconds since 1970 in a witness's signature, or nil where they are more than 2^63 - 1 or missing.
    package static func time(of signature: [UInt8]) -> Int64? {
        guard signature.count >= 8 else { return nil }
        return Int64(exactly: signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// What a witness signs (C2SP tlog-cosignature): a header, the time, and the text of the checkpoint.
    static func cosigned(_ text: String, at time: Int64) -> String { "cosignature/v1\ntime \(time)\n\(text)" }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.contains { $0 == "+" || $0.isWhitespace }
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// The id in eight hexadecimal digits.
    var hexID: String {
        let hex = String(id, radix: 16)
        return String(repeating: "0", count: 8 - hex.count) + hex
    }
}
