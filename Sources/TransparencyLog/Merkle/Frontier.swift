/// The right edge of a growing Merkle tree: what is needed to append leaves and to tell the root, and no more.
///
/// It holds one hash for each bit of the size that is set, the largest subtree first.
package struct Frontier: Hashable, Sendable {
    /// How many leaves the tree has.
    package private(set) var size: UInt64
    /// The roots of the perfect subtrees that the tree divides into, from left to right.
    package private(set) var subtrees: [TreeHash]

    /// The tree without a leaf.
    package init() {
        size = 0
        subtrees = []
    }

    /// The tree of this size with these subtrees, or nil where their number does not fit the size.
    package init?(size: UInt64, subtrees: [TreeHash]) {
        guard subtrees.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.subtrees = subtrees
    }

    /// Appends a leaf.
    package mutating func append(_ leaf: TreeHash) { append(leaf) { _, _, _ in } }

    /// Appends a leaf, and hands out each perfect subtree that it completes, the leaf itself first (level 0).
    package mutating func append(
        _ leaf: TreeHash, completed: (_ level: Int, _ index: UInt64, _ hash: TreeHash) throws -> Void
    ) rethrows {
        var hash = leaf
        var level = 0
        try completed(0, size, hash)
        while size & (1 << UInt64(level)) != 0 {
            hash = .node(subtrees.removeLast(), hash)
            level += 1
            try completed(level, size >> UInt64(level), hash)
        }
        subtrees.append(hash)
        size += 1
    }

    /// The root of the tree (RFC 6962, 2.1).
    package var root: TreeHash {
        guard var hash = subtrees.last else { return .empty }
        for subtree in subtrees.dropLast().reversed() { hash = .node(subtree, hash) }
        return hash
    }
}
