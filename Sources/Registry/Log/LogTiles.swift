import Postgres
import TransparencyLog

/// The log under its newest signed head as files, in the form of C2SP tlog-tiles: `checkpoint`, the tiles of hashes, and the
/// bundles of entries; and `witnessed`, the newest head that witnesses have signed, where there is one. Any verifier of that form can read them; this one looks at nothing and writes what is stored.
package struct LogTiles: Sendable {
    private let database: Database

    /// - Parameter database: with a login that reads everything.
    package init(database: Database) { self.database = database }

    /// Hands out each file by its path; gives how many entries they hold, or nil where no head is signed.
    /// - Parameter write: is called on a thread of its own.
    package func write(_ write: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void) async throws
        -> Int?
    {
        try await database.read(StoredLog.prologue) { db -> Int? in
            let heads = try db.rows("SELECT c.size, c.note FROM audit.checkpoint AS c ORDER BY c.size DESC LIMIT 1").map
            { $0 }
            guard let head = heads.first else { return nil }
            let size: Int = try head.get("size")
            let entries: Int = try db.one("SELECT count(*) FROM audit.log_entry")
            // A head of more entries than there are is handed out as it stands: whoever reads the files finds it.
            for tile in TileAddress.new(from: 0, to: UInt64(min(size, entries))) {
                try write(tile.path, try Self.hashes(of: tile, db))
                guard tile.level == 0 else { continue }
                guard let bundle = EntryBundle.encode(try Self.entries(of: tile, db)) else { continue }
                try write(tile.entriesPath, bundle)
            }
            let witnessed: String? = try db.first(
                "SELECT w.note FROM audit.witnessed_head AS w ORDER BY w.size DESC LIMIT 1")
            if let witnessed { try write("witnessed", Array(witnessed.utf8)) }
            // Last: where it stands, the rest does.
            try write("checkpoint", Array(try head.get("note", as: String.self).utf8))
            return min(size, entries)
        }
    }

    private static func hashes(of tile: TileAddress, _ db: Transaction) throws -> [UInt8] {
        let first = Int(tile.index) * TileAddress.fullWidth
        return try db.rows(
            """
            SELECT s.hash FROM audit.log_subtree AS s WHERE s.level = \(tile.level)::smallint
                AND s.subtree_index BETWEEN \(first)::bigint AND \(first + tile.width - 1)::bigint
            ORDER BY s.subtree_index
            """
        ).flatMap { try $0.decode([UInt8].self, 0) }
    }

    private static func entries(of tile: TileAddress, _ db: Transaction) throws -> [[UInt8]] {
        let first = Int(tile.index) * TileAddress.fullWidth
        return try db.rows(
            """
            SELECT e.entry FROM audit.log_entry AS e
            WHERE e.leaf_index BETWEEN \(first)::bigint AND \(first + tile.width - 1)::bigint ORDER BY e.leaf_index
            """
        ).map { try $0.decode([UInt8].self, 0) }
    }
}
