import Postgres
import TransparencyLog

/// A row of `audit.log_subtree`: at level 0 the hash of a leaf, at level n the root over 256^n leaves.
struct LogSubtree: Sendable, Equatable {
    let level: Int
    let index: UInt64
    let hash: TreeHash

    /// Stores hashes of the levels above the leaves.
    static func insert(_ subtrees: [LogSubtree], _ db: Transaction) throws {
        guard !subtrees.isEmpty else { return }
        try db.execute(
            """
            INSERT INTO audit.log_subtree (level, subtree_index, hash)
            SELECT s.level, s.subtree_index, substr(\(subtrees.flatMap(\.hash.bytes))::bytea, (32 * s.place - 31)::integer, 32)
            FROM unnest(\(subtrees.map(\.level))::integer[], \(subtrees.map { Int($0.index) })::bigint[])
                WITH ORDINALITY AS s (level, subtree_index, place)
            """)
    }

    /// Compares the hashes of leaves that PostgreSQL has stored with one's own.
    /// - Throws: `LogFault` that names the first one that differs.
    static func compare(_ leaves: [LogSubtree], from size: UInt64, _ db: Transaction) throws {
        guard !leaves.isEmpty else { return }
        let stored = try db.rows(
            """
            SELECT hash FROM audit.log_subtree WHERE level = 0 AND subtree_index >= \(Int(size))::bigint ORDER BY subtree_index
            """)
        for (place, leaf) in leaves.enumerated() {
            guard place < stored.count, try stored[place].decode([UInt8].self, 0) == leaf.hash.bytes else {
                throw LogFault.leafDoesNotFit(index: leaf.index)
            }
        }
    }
}

extension TreeReader {
    /// Reads the tree of the log from the database: each tile that a proof touches once, with one statement.
    /// - Parameter tile: selects the hashes of a tile from left to right; for a login that may not read the table.
    init(_ db: Transaction, tile: @escaping (TileAddress) -> SQL = Self.selected) {
        var tiles: [TileAddress: [TreeHash]] = [:]
        self.init { level, index in
            let tileLevel = level / TileAddress.height
            let inner = level % TileAddress.height
            // The subtree spans 2^inner hashes of one tile.
            let first = index << UInt64(inner)
            let address = TileAddress(level: tileLevel, index: first / 256)
            if tiles[address] == nil {
                tiles[address] = try db.rows(tile(address)).compactMap {
                    TreeHash(bytes: try $0.decode([UInt8].self, 0))
                }
            }
            let start = Int(first % 256)
            let hashes = tiles[address, default: []]
            guard start + (1 << inner) <= hashes.count else {
                throw LogFault.subtreeMissing(level: tileLevel, index: first)
            }
            var frontier = Frontier()
            for hash in hashes[start..<(start + (1 << inner))] { frontier.append(hash) }
            return frontier.root
        }
    }

    private static func selected(_ address: TileAddress) -> SQL {
        let first = Int(address.index) * TileAddress.fullWidth
        return """
            SELECT hash FROM audit.log_subtree WHERE level = \(address.level)::smallint
                AND subtree_index BETWEEN \(first)::bigint AND \(first + TileAddress.fullWidth - 1)::bigint
            ORDER BY subtree_index
            """
    }
}
