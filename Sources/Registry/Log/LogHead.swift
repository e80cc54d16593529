import Postgres
import TransparencyLog

/// The row of `audit.log_head`: how far the log has come, and from where on acts have to be looked for.
struct LogHead: Equatable {
    var frontier: Frontier
    /// Every act with this number or a smaller one is in the log, or was never committed.
    var sequencedTo: Int
    /// The largest number that had been given out when the fence was set.
    private(set) var fenceID: Int
    /// Every transaction that had a number then was before this one.
    private var fenceTransaction: String
    /// The largest number that has been given out by now.
    private let lastID: Int
    /// None of those transactions runs any more, so what they did can be seen from now on.
    let isFencePassed: Bool
    /// The database was restored, and counts its transactions anew: the fence says nothing.
    let isFenceForeign: Bool

    /// Reads it, before the transaction has changed anything.
    /// - Throws: `LogFault` when the frontier doesn't fit the size or the root.
    init(_ db: Transaction) throws {
        let row = try db.rows(
            """
            SELECT h.size, h.root, h.frontier, h.sequenced_to, h.fence_id, h.fence_xid::text AS fence_xid,
                (SELECT CASE WHEN s.is_called THEN s.last_value ELSE 0 END FROM audit.outbox_id_seq AS s) AS last_id,
                pg_snapshot_xmin(pg_current_snapshot()) >= h.fence_xid AS passed,
                pg_snapshot_xmax(pg_current_snapshot()) < h.fence_xid AS foreign
            FROM audit.log_head AS h WHERE h.id = 1
            """)[0]
        let size: Int = try row.get("size")
        guard let frontier = Frontier(size: UInt64(size), subtrees: try TreeHash.list(row.get("frontier"))),
            frontier.root.bytes == (try row.get("root", as: [UInt8].self))
        else { throw LogFault.headDoesNotFit(size: UInt64(size)) }
        self.frontier = frontier
        sequencedTo = try row.get("sequenced_to")
        fenceID = try row.get("fence_id")
        fenceTransaction = try row.get("fence_xid")
        lastID = try row.get("last_id")
        isFencePassed = try row.get("passed")
        isFenceForeign = try row.get("foreign")
    }

    /// Locks the row until the transaction ends, where it is still as it was read; false where another sequencer has it, or moved
    /// it meanwhile. It waits for nobody.
    ///
    /// It comes after the reading, since a lock of a row gives the transaction its number.
    func lock(_ db: Transaction) throws -> Bool {
        try db.rows(
            """
            SELECT 1 FROM audit.log_head
            WHERE id = 1 AND size = \(Int(frontier.size))::bigint AND sequenced_to = \(sequencedTo)::bigint
                AND fence_id = \(fenceID)::bigint AND fence_xid = \(fenceTransaction)::text::xid8
            FOR UPDATE SKIP LOCKED
            """
        ).count == 1
    }

    /// Sets the fence at what was given out when the head was read.
    ///
    /// A transaction has its own number before it takes one of the outbox, since the column `xid` stands before `id`. This one
    /// gets its own number later than the head was read, so whoever had taken a number of the outbox by then has a smaller one.
    mutating func setFence(_ db: Transaction) throws {
        guard lastID != fenceID || isFenceForeign else { return }
        fenceID = lastID
        fenceTransaction = try db.one("SELECT pg_current_xact_id()::text")
    }

    /// Stores it where the head is still the one that was read.
    func store(over old: LogHead, _ db: Transaction) throws {
        let changed = try db.execute(
            """
            UPDATE audit.log_head SET size = \(Int(frontier.size))::bigint, root = \(frontier.root.bytes)::bytea,
                frontier = \(frontier.subtrees.flatMap(\.bytes))::bytea, sequenced_to = \(sequencedTo)::bigint,
                fence_id = \(fenceID)::bigint, fence_xid = \(fenceTransaction)::text::xid8, moved_at = clock_timestamp()
            WHERE id = 1 AND size = \(Int(old.frontier.size))::bigint
            """)
        guard changed == 1 else { throw LogFault.headMoved(from: old.frontier.size) }
    }
}

extension TreeHash {
    /// The hashes that stand one behind the other in these bytes; what is left over is a hash too short, and none.
    static func list(_ bytes: [UInt8]) -> [TreeHash] {
        stride(from: 0, to: bytes.count, by: byteCount).compactMap { start in
            TreeHash(bytes: bytes[start..<min(start + byteCount, bytes.count)])
        }
    }
}
