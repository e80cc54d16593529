import Postgres
import TransparencyLog

/// What a database holds of its log beside the entries, read in one snapshot.
struct StoredLog: Sendable {
    /// The head's size, root and frontier; nil where there is no head or more than one.
    let head: (size: UInt64, root: [UInt8], frontier: [UInt8])?
    /// How many entries stand there, and the largest index among them.
    let entries: (count: Int, last: Int?)
    /// The hashes above the leaves, by level and index.
    let subtrees: [Place: [UInt8]]
    /// How many hashes of leaves stand there beyond what the head covers.
    let leavesBeyond: Int
    /// The signed heads: the text, and the size and the root that stand beside it.
    let notes: [(text: String, size: Int, root: [UInt8])]
    /// The heads with the lines of witnesses: the text, and the size that stands beside it.
    let witnessed: [(text: String, size: Int)]
    /// What the tables held, by hour.
    let states: [String: [StatePart]]
    /// The announcements of keys, in the order of the log; one that the log doesn't have yet is not among them.
    let announced: [Announced]
    /// What is wrong with the guards.
    let guards: [LogFinding]
    /// Acts that are not in the log.
    let late: [LateAct]

    /// An act that is not in the log: its number, when it was done, and whether the sequencer has been past its number.
    struct LateAct: Sendable {
        let key: String
        let at: String
        let isPassed: Bool
    }

    /// An announcement of a key, with its time as the entry has it; nil where its keys are none.
    struct Announced: Sendable {
        let index: UInt64
        let newKey: String
        let at: String
        let handover: KeyHandover?
    }

    /// Where a hash stands in the tree.
    struct Place: Hashable, Comparable {
        let level: Int
        let index: UInt64

        static func < (left: Place, right: Place) -> Bool { (left.level, left.index) < (right.level, right.index) }
    }

    /// No statement may take a function or an operator from a schema that somebody has put in front.
    static let prologue: [SQL] = [
        "SET LOCAL search_path = pg_catalog, pg_temp", "SET LOCAL timezone = 'UTC'", "SET LOCAL bytea_output = 'hex'",
        "SET LOCAL extra_float_digits = 1", "SET LOCAL statement_timeout = 0",
        // A login that row security shows a part gets a failure instead of that part.
        "SET LOCAL row_security = off",
    ]

    init(_ db: Transaction) throws {
        let heads = try db.rows("SELECT h.size, h.root, h.frontier FROM audit.log_head AS h")
        let head: (UInt64, [UInt8], [UInt8])? =
            heads.count == 1
            ? (UInt64(try heads[0].get("size", as: Int.self)), try heads[0].get("root"), try heads[0].get("frontier"))
            : nil
        self.head = head
        leavesBeyond = try db.one(
            """
            SELECT count(*) FROM audit.log_subtree AS s
            WHERE s.level = 0 AND s.subtree_index >= \(head.map { Int(clamping: $0.0) } ?? Int.max)::bigint
            """)
        let entries = try db.rows("SELECT count(*) AS count, max(e.leaf_index) AS last FROM audit.log_entry AS e")[0]
        self.entries = (try entries.get("count"), try entries.get("last"))
        var subtrees: [Place: [UInt8]] = [:]
        for row in try db.rows("SELECT s.level, s.subtree_index, s.hash FROM audit.log_subtree AS s WHERE s.level > 0")
        {
            let place = Place(level: try row.get("level"), index: UInt64(try row.get("subtree_index", as: Int.self)))
            subtrees[place] = try row.get("hash")
        }
        self.subtrees = subtrees
        notes = try db.rows("SELECT c.note, c.size, c.root FROM audit.checkpoint AS c ORDER BY c.size").map {
            (try $0.get("note"), try $0.get("size"), try $0.get("root"))
        }
        witnessed = try db.rows("SELECT w.note, w.size FROM audit.witnessed_head AS w ORDER BY w.size").map {
            (try $0.get("note"), try $0.get("size"))
        }
        states = try StatePart.all(db)
        announced = try Self.announced(db)
        guards = try GuardAudit.findings(db)
        late = try db.rows(
            """
            SELECT o.jurisdiction_id::text || '/' || o.id::text AS key, to_char(o.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
                coalesce(o.id <= (SELECT max(h.sequenced_to) FROM audit.log_head AS h), false) AS passed
            FROM audit.outbox AS o
            WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e
                              WHERE e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id)
            ORDER BY o.id
            """
        ).map { LateAct(key: try $0.get("key"), at: try $0.get("at"), isPassed: try $0.get("passed")) }
    }

    private static func announced(_ db: Transaction) throws -> [Announced] {
        try db.rows(
            """
            SELECT e.leaf_index, k.new_key, k.old_key, k.signature, to_char(k.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
            FROM audit.log_entry AS e JOIN audit.log_key AS k ON k.new_key = e.log_key ORDER BY e.leaf_index
            """
        ).map { row in
            let newKey: String = try row.get("new_key")
            let keys = [try row.get("old_key", as: String.self), newKey].compactMap { VerifierKey(vkey: $0) }
            let signature: [UInt8] = try row.get("signature")
            return Announced(
                index: UInt64(clamping: try row.get("leaf_index", as: Int.self)), newKey: newKey, at: try row.get("at"),
                handover: keys.count == 2 ? KeyHandover(old: keys[0], new: keys[1], signature: signature) : nil)
        }
    }
}
