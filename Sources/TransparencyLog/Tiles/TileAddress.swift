/// Where a tile of a log stands: 256 hashes of one level, fewer at the right edge (C2SP tlog-tiles).
package struct TileAddress: Hashable, Sendable {
    /// 0 has the leaves' hashes; a hash of the level above is the root of a full tile of the level below.
    package let level: Int
    /// The place of the tile in its level, from 0.
    package let index: UInt64
    /// How many hashes it has: 256, or 1 to 255 at the right edge.
    package let width: Int

    /// How many hashes a full tile has.
    package static let fullWidth = 256
    /// How many levels of the tree one tile spans.
    package static let height = 8

    package init(level: Int, index: UInt64, width: Int = fullWidth) {
        precondition((0...63).contains(level) && (1...Self.fullWidth).contains(width))
        self.level = level
        self.index = index
        self.width = width
    }

    /// The tile of a level whose index, and width where it is not full, the last parts of its path write: `["x001", "234.p", "5"]`;
    /// nil for any other writing.
    package init?(level: Int, parts: [String]) {
        guard (0...63).contains(level), var last = parts.last else { return nil }
        var (elements, width) = (parts, Self.fullWidth)
        if elements.count > 1, elements[elements.count - 2].hasSuffix(".p") {
            guard let narrow = UInt64(plain: last), (1..<256).contains(narrow) else { return nil }
            width = Int(narrow)
            elements.removeLast()
            last = String(elements[elements.count - 1].dropLast(2))
            elements[elements.count - 1] = last
        }
        var index: UInt64 = 0
        for element in elements.prefix(6) {
            guard let number = UInt64(element.drop { $0 == "x" }) else { return nil }
            index = index * 1000 + number % 1000
        }
        self.init(level: level, index: index, width: width)
        // One writing alone is the right one.
        guard path == (["tile", "\(level)"] + parts).joined(separator: "/") else { return nil }
    }

    /// The tiles that a tree of `size` leaves has and the one of `old` leaves, its beginning, did not have as they are.
    package static func new(from old: UInt64, to size: UInt64) -> [TileAddress] {
        var tiles: [TileAddress] = []
        var level = 0
        var (before, count) = (old, size)
        while count > 0 {
            if before != count {
                for index in (before / 256)...((count - 1) / 256) {
                    let width = min(256, Int(count - index * 256))
                    tiles.append(TileAddress(level: level, index: index, width: width))
                }
            }
            before /= 256
            count /= 256
            level += 1
        }
        return tiles
    }

    /// The path below the log's prefix, as `tile/0/x001/234.p/5`.
    package var path: String { "tile/\(level)/\(Self.elements(of: index))" + (width == 256 ? "" : ".p/\(width)") }

    /// The path of the bundle with the entries of this tile of level 0, as `tile/entries/000.p/5`.
    package var entriesPath: String {
        "tile/entries/\(Self.elements(of: index))" + (width == 256 ? "" : ".p/\(width)")
    }

    /// The index in elements of three digits, all but the last with an `x` in front.
    private static func elements(of index: UInt64) -> String {
        var rest = index
        var elements = [Self.threeDigits(rest % 1000)]
        while rest >= 1000 {
            rest /= 1000
            elements.append("x" + Self.threeDigits(rest % 1000))
        }
        return elements.reversed().joined(separator: "/")
    }

    private static func threeDigits(_ number: UInt64) -> String {
        let text = String(number)
        return String(repeating: "0", count: 3 - text.count) + text
    }
}
