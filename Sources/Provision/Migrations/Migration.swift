import Crypto

/// One file of `sql/migrations`.
package struct Migration: Sendable, Equatable {
    package let version: Int
    /// What stands between the number and `.sql` in the file's name.
    package let name: String
    package let text: String
    /// Of the file's bytes, in hex.
    package let sha256: String

    package var file: String { "\(Self.padded(version))_\(name).sql" }

    init(version: Int, name: String, bytes: [UInt8]) {
        self.version = version
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
        sha256 = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// "0007" for 7.
    static func padded(_ version: Int) -> String {
        let digits = String(version)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
