/// Fills up to a multiple of 256 bytes (ISO/IEC 7816-4: one byte 80, then zeros), so that the length of what was sealed tells
/// little.
enum Padding {
    static let block = 256

    static func padded(_ bytes: [UInt8]) -> [UInt8] {
        let missing = block - bytes.count % block
        return bytes + [0x80] + [UInt8](repeating: 0, count: missing - 1)
    }

    /// nil when it was not filled up that way.
    static func unpadded(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count % block == 0, let mark = bytes.lastIndex(where: { $0 != 0 }), bytes[mark] == 0x80 else {
            return nil
        }
        return Array(bytes[..<mark])
    }
}
