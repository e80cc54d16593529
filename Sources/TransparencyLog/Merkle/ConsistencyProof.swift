/// The proof that a log has only grown: that its tree of size `old` is the beginning of its tree of size `new`.
package struct ConsistencyProof: Hashable, Sendable {
    package let old: UInt64
    package let new: UInt64
    package let hashes: [TreeHash]

    package init(old: UInt64, new: UInt64, hashes: [TreeHash]) {
        self.old = old
        self.new = new
        self.hashes = hashes
    }

    /// Whether the two roots belong to one log (the steps of RFC 9162, 2.1.4.2; a tree without a leaf begins every log).
    package func holds(from oldRoot: TreeHash, to newRoot: TreeHash) -> Bool {
        guard old <= new else { return false }
        if old == new { return hashes.isEmpty && oldRoot == newRoot }
        if old == 0 { return hashes.isEmpty && oldRoot == .empty }
        var path = hashes[...]
        if old.nonzeroBitCount == 1 { path = [oldRoot] + path }
        guard let first = path.popFirst() else { return false }
        var place = old - 1
        var last = new - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var (before, after) = (first, first)
        for hash in path {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                before = .node(hash, before)
                after = .node(hash, after)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                after = .node(after, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && before == oldRoot && after == newRoot
    }
}
