import Crypto

/// The key with which the service signs the context of its transactions: 32 random bytes.
///
/// The service has it in a file that its account alone may read. The database has only the two padded blocks of HMAC
/// (RFC 2104), in a table that its owner alone may read.
package struct ContextKey: Sendable, Equatable {
    package let bytes: [UInt8]

    static let byteCount = 32

    /// A new one from the system's source of randomness.
    package static func random() -> ContextKey {
        ContextKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes(Array.init))
    }

    /// The key in `file`, 64 hex digits.
    /// - Throws: `FileFailure`; `ProvisionRefusal` when it holds something else.
    package static func read(_ file: String) throws -> ContextKey {
        let text = try FileSystem.text(file).split(whereSeparator: \.isWhitespace).joined()
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count == byteCount * 2 else {
            throw ProvisionRefusal(
                "\(file) does not hold a context key of \(byteCount * 2) hex digits.",
                hint: "Restore it from its backup.")
        }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        return ContextKey(bytes: bytes)
    }

    /// Writes it to `file`, readable by this process's account alone.
    func write(_ file: String) throws {
        let text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
        try FileSystem.write(Array(text.utf8), to: file, mode: 0o600)
    }

    var innerPad: [UInt8] { pad(0x36) }
    var outerPad: [UInt8] { pad(0x5c) }

    /// The key filled up with zeros to a block of SHA-256, 64 bytes, each combined with `value`.
    private func pad(_ value: UInt8) -> [UInt8] {
        bytes.map { $0 ^ value } + [UInt8](repeating: value, count: 64 - bytes.count)
    }
}
