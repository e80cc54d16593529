import Crypto
import FoundationEssentials

/// A SHA-256 hash in a Merkle tree of RFC 6962: of a leaf, of a node or of a whole tree. 32 bytes, kept inline.
package struct TreeHash: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// The hash with these 32 bytes, or nil where there are not 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// The hash whose standard base64 text (RFC 4648, section 4, with padding) this is, or nil.
    package init?(base64: some StringProtocol) {
        guard base64.utf8.count == 44, let data = Data(base64Encoded: String(base64)) else { return nil }
        self.init(bytes: data)
        guard self.base64 == base64 else { return nil }
    }

    /// The hash whose 64 hexadecimal digits these are, or nil.
    package init?(hexadecimal digits: String) {
        let utf8 = Array(digits.utf8)
        guard utf8.count == 2 * Self.byteCount else { return nil }
        let bytes = stride(from: 0, to: utf8.count, by: 2).compactMap { place in
            UInt8(String(decoding: utf8[place..<place + 2], as: UTF8.self), radix: 16)
        }
        self.init(bytes: bytes)
    }

    private init(_ digest: SHA256.Digest) {
        words = (0, 0, 0, 0)
        digest.withUnsafeBytes { digest in withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: digest) } }
    }

    /// How many bytes a hash has.
    package static let byteCount = 32

    /// The hash of the tree without a leaf: that of the empty string (RFC 6962, 2.1).
    package static let empty = TreeHash(SHA256().finalize())

    /// The hash of a leaf: of a zero byte and the entry (RFC 6962, 2.1).
    package static func leaf(_ entry: some DataProtocol) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(data: entry)
        return TreeHash(hasher.finalize())
    }

    /// The hash of a node: of a byte 1, the left and the right hash (RFC 6962, 2.1).
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var block: (UInt8, (UInt64, UInt64, UInt64, UInt64), (UInt64, UInt64, UInt64, UInt64)) =
            (1, left.words, right.words)
        var hasher = SHA256()
        withUnsafeBytes(of: &block.0) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: &block.1) { hasher.update(bufferPointer: $0) }
        withUnsafeBytes(of: &block.2) { hasher.update(bufferPointer: $0) }
        return TreeHash(hasher.finalize())
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// The bytes as standard base64 with padding, as notes and proofs write them.
    package var base64: String { Data(bytes).base64EncodedString() }

    package static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
