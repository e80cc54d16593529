/// CRC-32 (ISO 3309, as in zip): finds slips of the hand in what people copy. It keeps no secret.
enum Checksum {
    /// Of the bytes of a text.
    static func crc32(_ text: String) -> UInt32 {
        ~text.utf8.reduce(UInt32.max) { remainder, byte in
            let place = Int((remainder ^ UInt32(byte)) & 0xFF)
            return table[place] ^ (remainder >> 8)
        }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { remainder, _ in
            remainder & 1 == 1 ? 0xEDB8_8320 ^ (remainder >> 1) : remainder >> 1
        }
    }
}
