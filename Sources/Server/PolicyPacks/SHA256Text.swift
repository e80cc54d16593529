import Crypto

/// SHA-256 as packs are named by it.
package enum SHA256Text {
    /// The digest of a text in UTF-8, in hex.
    package static func of(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
