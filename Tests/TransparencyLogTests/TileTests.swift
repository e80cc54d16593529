import Testing
import TransparencyLog

/// Tiles and bundles of C2SP tlog-tiles.
@Suite struct TileTests {
    @Test func `a tree of 70,000 has the tiles that the specification counts`() {
        let tiles = TileAddress.new(from: 0, to: 70_000)
        func widths(_ level: Int) -> [Int] { tiles.filter { $0.level == level }.map(\.width) }
        #expect(widths(0).count == 274 && widths(0).dropLast().allSatisfy { $0 == 256 } && widths(0).last == 112)
        #expect(widths(1) == [256, 17])
        #expect(widths(2) == [1])
        #expect(widths(3) == [])
        #expect(TileAddress.new(from: 0, to: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
        #expect(TileAddress.new(from: 0, to: 0) == [])
    }

    @Test func `growing a tree makes the tiles that are new, and no others`() {
        for (old, size) in [(0, 1), (1, 2), (255, 256), (256, 257), (300, 300), (511, 70_000)] as [(UInt64, UInt64)] {
            let before = Set(TileAddress.new(from: 0, to: old))
            let all = TileAddress.new(from: 0, to: size)
            #expect(Set(TileAddress.new(from: old, to: size)) == Set(all).subtracting(before), "\(old) to \(size)")
        }
    }

    @Test func `the path of a tile has its index in elements of three digits`() {
        #expect(TileAddress(level: 0, index: 1_234_067).path == "tile/0/x001/x234/067")
        #expect(TileAddress(level: 3, index: 7, width: 5).path == "tile/3/007.p/5")
        #expect(TileAddress(level: 0, index: 1000, width: 255).entriesPath == "tile/entries/x001/000.p/255")
    }

    @Test func `a bundle is read as it was written, and one that breaks off is refused`() throws {
        let entries = SampleTree.entries(300)
        let bytes = try #require(EntryBundle.encode(entries))
        #expect(EntryBundle.decode(bytes) == entries)
        #expect(EntryBundle.decode([]) == [])
        #expect(EntryBundle.decode(Array(bytes.dropLast())) == nil)
        #expect(EntryBundle.decode([0]) == nil)
        #expect(EntryBundle.encode([[UInt8](repeating: 0, count: EntryBundle.longestEntry + 1)]) == nil)
        let longest = [UInt8](repeating: 7, count: EntryBundle.longestEntry)
        #expect(EntryBundle.decode(try #require(EntryBundle.encode([longest]))) == [longest])
    }
}
