/// The proof that an entry stands in a log at an index: hashes from the leaf's sibling up to the child of the root.
package struct InclusionProof: Hashable, Sendable {
    package let index: UInt64
    package let hashes: [TreeHash]

    package init(index: UInt64, hashes: [TreeHash]) {
        self.index = index
        self.hashes = hashes
    }

    /// The root that follows from the leaf and this proof in a tree of this size, or nil where the proof has too few or
    /// too many hashes (the steps of RFC 9162, 2.1.3.2).
    package func root(leaf: TreeHash, size: UInt64) -> TreeHash? {
        guard index < size else { return nil }
        var place = index
        var last = size - 1
        var root = leaf
        for hash in hashes {
            guard last != 0 else { return nil }
            if place & 1 == 1 || place == last {
                root = .node(hash, root)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                root = .node(root, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 ? root : nil
    }
}
