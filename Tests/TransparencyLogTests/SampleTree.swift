import TransparencyLog

/// A tree kept in memory with all its perfect subtrees, as a log keeps them in tiles.
struct SampleTree {
    private(set) var frontier = Frontier()
    private var nodes: [[TreeHash]] = []

    init(_ entries: some Sequence<[UInt8]>) {
        for entry in entries { append(.leaf(entry)) }
    }

    mutating func append(_ leaf: TreeHash) {
        var nodes = nodes
        frontier.append(leaf) { level, index, hash in
            if nodes.count == level { nodes.append([]) }
            precondition(nodes[level].count == Int(index))
            nodes[level].append(hash)
        }
        self.nodes = nodes
    }

    var reader: TreeReader { TreeReader { level, index in nodes[level][Int(index)] } }

    /// Entries of different lengths: entry n has n bytes of the value n.
    static func entries(_ count: Int) -> [[UInt8]] {
        (0..<count).map { [UInt8](repeating: UInt8($0 % 251), count: $0 % 70) + [UInt8($0 / 251)] }
    }
}
