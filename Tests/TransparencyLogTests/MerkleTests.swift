import Testing
import TransparencyLog

/// The tree of RFC 6962: against published vectors, and against a second implementation.
@Suite struct MerkleTests {
    /// The entries and roots of the reference tree that implementations of Certificate Transparency share
    /// (transparency-dev/merkle, proof/verify_test.go and testdata).
    static let entries: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], (0x60...0x6F).map { $0 },
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func `the roots of the reference tree come out`() throws {
        #expect(TreeHash.empty.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var frontier = Frontier()
        #expect(frontier.root == .empty)
        var roots: [String] = []
        for entry in Self.entries {
            frontier.append(.leaf(entry))
            roots.append(frontier.root.hex)
        }
        #expect(roots == Self.roots)
    }

    @Test func `the proofs of the reference tree come out`() throws {
        let tree = SampleTree(Self.entries).reader
        #expect(
            try tree.inclusionProof(of: 5, size: 8).map(\.hex) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            try tree.consistencyProof(from: 6, to: 7).map(\.hex) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(try tree.consistencyProof(from: 2, to: 5).count == 2)
    }

    @Test func `every root and proof up to 40 leaves is the one of the second implementation`() throws {
        let entries = SampleTree.entries(40)
        let tree = SampleTree(entries).reader
        for size in 1...entries.count {
            let root = try tree.root(size: UInt64(size))
            #expect(root.bytes == NaiveTree.root(entries[..<size]))
            for index in 0..<size {
                let hashes = try tree.inclusionProof(of: UInt64(index), size: UInt64(size))
                #expect(hashes.map(\.bytes) == NaiveTree.path(index, entries[..<size]))
                let proof = InclusionProof(index: UInt64(index), hashes: hashes)
                #expect(proof.root(leaf: .leaf(entries[index]), size: UInt64(size)) == root)
            }
            for old in 1...size {
                let hashes = try tree.consistencyProof(from: UInt64(old), to: UInt64(size))
                #expect(hashes.map(\.bytes) == NaiveTree.consistency(old, entries[..<size]))
                let proof = ConsistencyProof(old: UInt64(old), new: UInt64(size), hashes: hashes)
                #expect(proof.holds(from: try tree.root(size: UInt64(old)), to: root))
            }
        }
    }

    @Test func `a proof with anything changed proves nothing`() throws {
        let entries = SampleTree.entries(40)
        let tree = SampleTree(entries).reader
        let other = TreeHash.leaf(Array("something else".utf8))
        for size in 1...UInt64(entries.count) {
            let root = try tree.root(size: size)
            for index in 0..<size {
                let leaf = TreeHash.leaf(entries[Int(index)])
                let hashes = try tree.inclusionProof(of: index, size: size)
                for wrong in Self.changed(hashes, other) {
                    #expect(InclusionProof(index: index, hashes: wrong).root(leaf: leaf, size: size) != root)
                }
                #expect(InclusionProof(index: index, hashes: hashes).root(leaf: other, size: size) != root)
                for (place, length) in [(index + 1, size), (index ^ 1, size), (index ^ 2, size), (index, 2 * size)] {
                    let proof = InclusionProof(index: place, hashes: hashes)
                    #expect(
                        proof.root(leaf: leaf, size: length) != root, "\(index) of \(size) at \(place) of \(length)")
                }
            }
            for old in 1..<size {
                let before = try tree.root(size: old)
                let hashes = try tree.consistencyProof(from: old, to: size)
                for wrong in Self.changed(hashes, other) {
                    #expect(!ConsistencyProof(old: old, new: size, hashes: wrong).holds(from: before, to: root))
                }
                let proof = ConsistencyProof(old: old, new: size, hashes: hashes)
                #expect(!proof.holds(from: other, to: root))
                #expect(!proof.holds(from: before, to: other))
                #expect(!proof.holds(from: root, to: before))
                #expect(!ConsistencyProof(old: size, new: old, hashes: hashes).holds(from: root, to: before))
            }
        }
    }

    @Test func `a log begins with nothing, and equal sizes have equal roots`() {
        let root = TreeHash.leaf([1])
        #expect(ConsistencyProof(old: 0, new: 5, hashes: []).holds(from: .empty, to: root))
        #expect(!ConsistencyProof(old: 0, new: 5, hashes: []).holds(from: root, to: root))
        #expect(!ConsistencyProof(old: 0, new: 5, hashes: [root]).holds(from: .empty, to: root))
        #expect(ConsistencyProof(old: 5, new: 5, hashes: []).holds(from: root, to: root))
        #expect(!ConsistencyProof(old: 5, new: 5, hashes: []).holds(from: .empty, to: root))
        #expect(!ConsistencyProof(old: 5, new: 5, hashes: [root]).holds(from: root, to: root))
    }

    @Test func `a frontier is read again with as many subtrees as its size has bits`() {
        let frontier = SampleTree(SampleTree.entries(13)).frontier
        #expect(frontier.size == 13 && frontier.subtrees.count == 3)
        #expect(Frontier(size: 13, subtrees: frontier.subtrees) == frontier)
        #expect(Frontier(size: 12, subtrees: frontier.subtrees) == nil)
    }

    @Test func `a hash is read as it is written, and in no other way`() {
        let hash = TreeHash.leaf(Array("an entry".utf8))
        #expect(TreeHash(base64: hash.base64) == hash)
        #expect(TreeHash(bytes: hash.bytes) == hash)
        #expect(TreeHash(bytes: hash.bytes.dropLast()) == nil)
        #expect(TreeHash(base64: hash.base64.dropLast()) == nil)
        #expect(TreeHash(base64: hash.base64 + "=") == nil)
        // The last character before the padding has two bits that mean nothing; other ones are refused.
        #expect(TreeHash(base64: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=") != nil)
        #expect(TreeHash(base64: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=") == nil)
    }

    /// Each hash replaced, each left out, one more at either end, and two swapped.
    private static func changed(_ hashes: [TreeHash], _ other: TreeHash) -> [[TreeHash]] {
        var all = [hashes + [other], [other] + hashes]
        for place in hashes.indices {
            var replaced = hashes
            replaced[place] = other
            var without = hashes
            without.remove(at: place)
            all += [replaced, without]
            if place > 0 {
                var swapped = hashes
                swapped.swapAt(place, place - 1)
                all.append(swapped)
            }
        }
        return all
    }
}

extension TreeHash {
    /// The bytes in lowercase hexadecimal digits.
    var hex: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
