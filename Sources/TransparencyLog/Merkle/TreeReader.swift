/// Reads the perfect subtrees of a tree, and makes the proofs of RFC 6962 from them.
package struct TreeReader {
    /// The root of the perfect subtree with 2^level leaves that begins at leaf index × 2^level.
    package typealias Node = (_ level: Int, _ index: UInt64) throws -> TreeHash

    private let node: Node

    /// A reader of the tree whose perfect subtrees `node` gives. It is asked for no subtree that the sizes don't have.
    package init(node: @escaping Node) { self.node = node }

    /// The root of the tree with the first `size` leaves.
    package func root(size: UInt64) throws -> TreeHash { size == 0 ? .empty : try hash(0..<size) }

    /// The proof that leaf `index` stands in the tree of this size: the sibling of the leaf first (RFC 6962, 2.1.1).
    package func inclusionProof(of index: UInt64, size: UInt64) throws -> [TreeHash] {
        precondition(index < size, "The tree has no such leaf.")
        return try path(to: index, in: 0..<size)
    }

    /// The proof that the tree of size `old` is the beginning of the one of size `new` (RFC 6962, 2.1.2).
    package func consistencyProof(from old: UInt64, to new: UInt64) throws -> [TreeHash] {
        precondition(old <= new, "A tree does not shrink.")
        guard old > 0, old < new else { return [] }
        return try subproof(old, in: 0..<new, whole: true)
    }

    private func path(to index: UInt64, in range: Range<UInt64>) throws -> [TreeHash] {
        guard range.count > 1 else { return [] }
        let middle = Self.middle(of: range)
        return index < middle
            ? try path(to: index, in: range.lowerBound..<middle) + [hash(middle..<range.upperBound)]
            : try path(to: index, in: middle..<range.upperBound) + [hash(range.lowerBound..<middle)]
    }

    private func subproof(_ old: UInt64, in range: Range<UInt64>, whole: Bool) throws -> [TreeHash] {
        if old == range.upperBound { return whole ? [] : [try hash(range)] }
        let middle = Self.middle(of: range)
        return old <= middle
            ? try subproof(old, in: range.lowerBound..<middle, whole: whole) + [hash(middle..<range.upperBound)]
            : try subproof(old, in: middle..<range.upperBound, whole: false) + [hash(range.lowerBound..<middle)]
    }

    /// The root over a range of leaves that begins where a subtree of at least its size begins.
    private func hash(_ range: Range<UInt64>) throws -> TreeHash {
        let count = range.upperBound - range.lowerBound
        if count.nonzeroBitCount == 1 {
            let level = count.trailingZeroBitCount
            return try node(level, range.lowerBound >> UInt64(level))
        }
        let middle = Self.middle(of: range)
        return .node(try hash(range.lowerBound..<middle), try hash(middle..<range.upperBound))
    }

    /// Where RFC 6962 divides a range of two leaves or more: after the largest power of two below their number.
    private static func middle(of range: Range<UInt64>) -> UInt64 {
        let last = range.upperBound - range.lowerBound - 1
        return range.lowerBound + (1 << UInt64(UInt64.bitWidth - 1 - last.leadingZeroBitCount))
    }
}
