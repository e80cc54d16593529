/// Finds an alias that may be part of a key, before the text is parsed.
///
/// The parser compares the keys of a mapping by all that they hold, written out: a key made of aliases of aliases would
/// keep it busy for ever. The check is coarse. It looks only at texts that have an alias, and takes what could be one for one.
struct AliasKeys {
    private let bytes: [UInt8]
    /// Whether a colon comes next, after blanks and comments, by place.
    private let isBeforeColon: [Bool]

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var isBefore = [Bool](repeating: false, count: bytes.count + 2)
        var isLineEndBefore = false
        for place in bytes.indices.reversed() {
            switch bytes[place] {
            case UInt8(ascii: ":"): isBefore[place] = true
            case UInt8(ascii: "#"): isBefore[place] = isLineEndBefore
            case let byte where Self.isBlank(byte): isBefore[place] = isBefore[place + 1]
            default: break
            }
            if bytes[place] == UInt8(ascii: "\n") { isLineEndBefore = isBefore[place] }
        }
        isBeforeColon = isBefore
    }

    /// The line of such a key, from 1; nil when there is none.
    static func line(in yaml: String) -> Int? { AliasKeys(Array(yaml.utf8)).line }

    private var line: Int? {
        var (key, hasAlias): (Int?, Bool) = (nil, false)
        for place in bytes.indices {
            if isAlias(place) { hasAlias = true }
            if key == nil, isKey(place) { key = place }
            if hasAlias, let key { return bytes[..<key].count { $0 == UInt8(ascii: "\n") } + 1 }
        }
        return nil
    }

    /// `*name`, where it doesn't go on a word.
    private func isAlias(_ place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "*") && !isWord(place - 1) && isWord(place + 1)
    }

    /// An alias or the end of a list before a colon, or the sign of a key that is not a plain word (`? key`).
    private func isKey(_ place: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "*") where isAlias(place):
            var end = place + 1
            while isWord(end) { end += 1 }
            return isBeforeColon[end]
        case UInt8(ascii: "]"), UInt8(ascii: "}"): return isBeforeColon[place + 1]
        case UInt8(ascii: "?"): return beginsToken(place) && !isWord(place + 1)
        default: return false
        }
    }

    private func beginsToken(_ place: Int) -> Bool {
        place == 0 || Self.isBlank(bytes[place - 1]) || "[{,:-?".utf8.contains(bytes[place - 1])
    }

    /// Beyond ASCII there are line breaks too, so all of that is taken for blank.
    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

    private func isWord(_ place: Int) -> Bool {
        guard bytes.indices.contains(place) else { return false }
        switch bytes[place] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            return true
        default: return false
        }
    }
}
