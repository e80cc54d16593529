import Postgres
import TransparencyLog

/// Puts the acts of the outbox into the transparency log, in batches, one batch per transaction.
///
/// Several may run: the lock of the head's row lets one work at a time, and the head is changed only by comparing it with what
/// was read. A batch that breaks off leaves nothing.
///
/// The lock is one of a row, not of a number (`pg_advisory_lock`): any session may take a number, also one with the rights of the
/// service alone, and would keep the log from going on. Of the head's row the service has no right.
package struct LogSequencer: Sendable {
    private let database: Database

    /// - Parameter database: logged in as `registry_sequencer`.
    package init(database: Database) { self.database = database }

    /// When the head was moved last, as PostgreSQL writes it.
    package func movedAt() async throws -> String {
        try await database.query("SELECT moved_at::text FROM audit.log_head WHERE id = 1") {
            try $0[0].decode(String.self, 0)
        }
    }

    /// What one batch came to.
    package struct Batch: Sendable, Equatable {
        /// How many entries were appended.
        package let appended: Int
        /// How many the log has now.
        package let size: UInt64
        /// There may be more acts that wait.
        package let isFull: Bool
    }

    /// Appends what waits, at most `limit` acts; nil when another sequencer is at work just now.
    ///
    /// - Throws: `LogFault` when what is stored doesn't fit together; `PostgresError`.
    package func sequence(atMost limit: Int = 4096) async throws -> Batch? {
        try await database.write(isolation: .readCommitted) { db in
            let before = try LogHead(db)
            guard try before.lock(db) else { return nil }
            let acts = try append(atMost: limit, to: before, db)
            var head = try grown(before, by: acts, db)
            let keys = try appendKeys(to: head, db)
            head = try grown(head, by: keys, db)
            if before.isFencePassed, acts.count < limit { head.sequencedTo = head.fenceID }
            if head.sequencedTo == head.fenceID || before.isFenceForeign { try head.setFence(db) }
            if head != before { try head.store(over: before, db) }
            return Batch(appended: acts.count + keys.count, size: head.frontier.size, isFull: acts.count == limit)
        }
    }

    /// What came of a step towards the state of the hour that has begun.
    package enum StateStep: String, Sendable {
        /// A table was looked at; there may be more.
        case part
        /// The log has the state now.
        case ready
        /// Acts that the state is about have to come into the log first.
        case later
        /// The log has the state of this hour already, or no entry at all.
        case none
    }

    /// Takes one table's part of the state of the hour that has begun, or, when all are there, puts the state into the log; nil
    /// when another sequencer is at work just now.
    ///
    /// - Throws: `LogFault`; `PostgresError`.
    package func takeState() async throws -> StateStep? {
        try await database.write(isolation: .readCommitted) { db in
            let before = try LogHead(db)
            guard try before.lock(db) else { return nil }
            let step = StateStep(rawValue: try db.one("SELECT audit.take_state()")) ?? .none
            guard step == .ready else { return step }
            let entry: [UInt8] = try db.one(
                """
                INSERT INTO audit.log_entry (leaf_index, state_hour)
                SELECT \(Int(before.frontier.size))::bigint, max(s.hour) FROM audit.state_part AS s
                WHERE s.hour <= clock_timestamp()
                    AND NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.state_hour = s.hour)
                RETURNING entry
                """)
            try grown(before, by: [entry], db).store(over: before, db)
            return step
        }
    }

    /// Appends the acts that can be seen and are not in the log yet, in the order of their numbers. An act that is
    /// committed later under a smaller number comes later.
    private func append(atMost limit: Int, to head: LogHead, _ db: Transaction) throws -> [[UInt8]] {
        let rows = try db.rows(
            """
            INSERT INTO audit.log_entry (leaf_index, jurisdiction_id, outbox_id)
            SELECT \(Int(head.frontier.size))::bigint - 1 + row_number() OVER (ORDER BY a.id), a.jurisdiction_id, a.id
            FROM (
                WITH RECURSIVE home (id) AS (
                    SELECT min(o.jurisdiction_id) FROM audit.outbox AS o
                    UNION ALL
                    SELECT (SELECT min(o.jurisdiction_id) FROM audit.outbox AS o WHERE o.jurisdiction_id > h.id)
                    FROM home AS h WHERE h.id IS NOT NULL)
                SELECT act.jurisdiction_id, act.id FROM home AS h
                CROSS JOIN LATERAL (
                    SELECT o.jurisdiction_id, o.id FROM audit.outbox AS o
                    WHERE o.jurisdiction_id = h.id AND o.id > \(head.sequencedTo)::bigint
                        AND NOT EXISTS (SELECT FROM audit.log_entry AS e
                                        WHERE e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id)
                    ORDER BY o.id LIMIT \(limit)::integer) AS act
                ORDER BY act.id LIMIT \(limit)::integer) AS a
            ORDER BY a.id
            RETURNING entry
            """)
        return try rows.map { try $0.get("entry") }
    }

    /// Appends the announcements of keys that are not in the log yet.
    private func appendKeys(to head: LogHead, _ db: Transaction) throws -> [[UInt8]] {
        try db.rows(
            """
            INSERT INTO audit.log_entry (leaf_index, log_key)
            SELECT \(Int(head.frontier.size))::bigint - 1 + row_number() OVER (ORDER BY k.at, k.new_key), k.new_key
            FROM audit.log_key AS k WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.log_key = k.new_key)
            ORDER BY k.at, k.new_key
            RETURNING entry
            """
        ).map { try $0.get("entry") }
    }

    /// The head after these entries. The hashes of the tree's larger parts are stored; those of the leaves, which PostgreSQL
    /// has worked out, are compared with one's own.
    private func grown(_ head: LogHead, by entries: [[UInt8]], _ db: Transaction) throws -> LogHead {
        var head = head
        let size = head.frontier.size
        var subtrees: [LogSubtree] = []
        for entry in entries {
            head.frontier.append(.leaf(entry)) { level, index, hash in
                guard level % TileAddress.height == 0 else { return }
                subtrees.append(LogSubtree(level: level / TileAddress.height, index: index, hash: hash))
            }
        }
        try LogSubtree.compare(subtrees.filter { $0.level == 0 }, from: size, db)
        try LogSubtree.insert(subtrees.filter { $0.level > 0 }, db)
        return head
    }
}
