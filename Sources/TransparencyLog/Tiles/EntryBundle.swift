/// The entries of one tile, each behind its length in two bytes, the high byte first (C2SP tlog-tiles).
package enum EntryBundle {
    /// The longest entry that a bundle can hold, in bytes.
    package static let longestEntry = Int(UInt16.max)

    /// The bytes of a bundle, or nil where an entry is longer than 65,535 bytes.
    package static func encode(_ entries: some Sequence<[UInt8]>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for entry in entries {
            guard let length = UInt16(exactly: entry.count) else { return nil }
            bytes.append(UInt8(length >> 8))
            bytes.append(UInt8(length & 255))
            bytes += entry
        }
        return bytes
    }

    /// The entries of a bundle, or nil where its bytes end within one.
    package static func decode(_ bytes: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 2 else { return nil }
            let length = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
            guard rest.count >= length else { return nil }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return entries
    }
}
