import Crypto
import TransparencyLog

/// A second implementation of RFC 6962, 2.1, written from its definitions: slow, and recursive over whole lists.
enum NaiveTree {
    static func root(_ entries: ArraySlice<[UInt8]>) -> [UInt8] {
        if entries.isEmpty { return Array(SHA256.hash(data: [UInt8]())) }
        if entries.count == 1 { return Array(SHA256.hash(data: [0] + entries.first!)) }
        let middle = entries.startIndex + half(of: entries.count)
        return Array(SHA256.hash(data: [1] + root(entries[..<middle]) + root(entries[middle...])))
    }

    static func path(_ place: Int, _ entries: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard entries.count > 1 else { return [] }
        let middle = entries.startIndex + half(of: entries.count)
        return place < half(of: entries.count)
            ? path(place, entries[..<middle]) + [root(entries[middle...])]
            : path(place - half(of: entries.count), entries[middle...]) + [root(entries[..<middle])]
    }

    static func consistency(_ old: Int, _ entries: ArraySlice<[UInt8]>, whole: Bool = true) -> [[UInt8]] {
        if old == entries.count { return whole ? [] : [root(entries)] }
        let middle = entries.startIndex + half(of: entries.count)
        return old <= half(of: entries.count)
            ? consistency(old, entries[..<middle], whole: whole) + [root(entries[middle...])]
            : consistency(old - half(of: entries.count), entries[middle...], whole: false) + [root(entries[..<middle])]
    }

    /// The largest power of two below a number above one.
    private static func half(of count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }
}
