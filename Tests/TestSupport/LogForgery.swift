import Postgres
import Registry
import TransparencyLog

/// What somebody with every right does to make a changed log look whole: all hashes and the head worked out anew, and heads signed.
package struct LogForgery: Sendable {
    private let test: TestDatabase

    package init(_ test: TestDatabase) { self.test = test }

    /// The stored hashes and the head become those of the entries, as they stand there now.
    package func refit() async throws {
        try await TestLog.tamper(test, ["DELETE FROM audit.log_subtree"])
        let entries = try await test.admin.query(
            "SELECT e.leaf_index, e.entry FROM audit.log_entry AS e ORDER BY e.leaf_index"
        ) { rows in try rows.map { (try $0.get("leaf_index", as: Int.self), try $0.get("entry", as: [UInt8].self)) } }
        var frontier = Frontier()
        var hashes: [(level: Int, index: Int, hash: TreeHash)] = []
        for (_, entry) in entries {
            frontier.append(.leaf(entry)) { level, index, hash in
                guard level % TileAddress.height == 0 else { return }
                hashes.append((level / TileAddress.height, Int(index), hash))
            }
        }
        try await TestLog.tamper(
            test,
            [
                """
                INSERT INTO audit.log_subtree (level, subtree_index, hash)
                SELECT s.level, s.subtree_index, decode(s.hash, 'hex')
                FROM unnest(\(hashes.map(\.level))::integer[], \(hashes.map(\.index))::bigint[],
                    \(hashes.map { Self.hexadecimal($0.hash.bytes) })::text[]) AS s (level, subtree_index, hash)
                """,
                """
                UPDATE audit.log_head SET size = \(Int(frontier.size))::bigint, root = \(frontier.root.bytes)::bytea,
                    frontier = \(frontier.subtrees.flatMap(\.bytes))::bytea
                """,
            ])
    }

    /// The only head is one of all entries that these keys have signed, in the name of the first.
    package func sign(_ signers: [NoteSigner], keepsOthers: Bool = false) async throws {
        let (size, root) = try await test.admin.query("SELECT h.size, h.root FROM audit.log_head AS h") {
            (try $0[0].get("size", as: Int.self), try $0[0].get("root", as: [UInt8].self))
        }
        guard let root = TreeHash(bytes: root), let name = signers.first?.verifier.name else { return }
        let head = Checkpoint(origin: name, size: UInt64(size), root: root)
        let note = SignedNote(text: head.text, signatures: try signers.map { try $0.sign(head.text) })
        try await TestLog.tamper(
            test,
            [
                "DELETE FROM audit.witnessed_head",
                "DELETE FROM audit.checkpoint WHERE NOT \(keepsOthers) OR size = \(size)::bigint",
                """
                INSERT INTO audit.checkpoint (size, root, note)
                VALUES (\(size)::bigint, \(root.bytes)::bytea, \(String(decoding: note.bytes, as: UTF8.self)))
                """,
            ])
    }

    /// The log ends after so many entries, as if the rest had never been.
    package func cut(to size: Int) async throws {
        try await TestLog.tamper(
            test,
            [
                "DELETE FROM audit.witnessed_head WHERE size > \(size)::bigint",
                "DELETE FROM audit.checkpoint WHERE size > \(size)::bigint",
                """
                DELETE FROM audit.outbox AS o USING audit.log_entry AS e WHERE e.jurisdiction_id = o.jurisdiction_id
                    AND e.outbox_id = o.id AND e.leaf_index >= \(size)::bigint
                """,
                """
                DELETE FROM audit.state_part AS s USING audit.log_entry AS e
                WHERE e.state_hour = s.hour AND e.leaf_index >= \(size)::bigint
                """,
                "DELETE FROM audit.log_entry WHERE leaf_index >= \(size)::bigint",
            ])
        try await refit()
    }

    /// A stretch of a log: its entries, with the acts that they are about.
    package struct Stretch: Sendable {
        let entries: [(index: Int, jurisdiction: Int, id: Int, entry: [UInt8])]
        /// The acts, as rows of JSON.
        let acts: [String]
        package var count: Int { entries.count }
    }

    /// The entries from `first` on, which have to be about acts.
    package func stretch(from first: Int, count: Int) async throws -> Stretch {
        let entries = try await test.admin.query(
            """
            SELECT e.leaf_index, e.jurisdiction_id, e.outbox_id, e.entry, to_jsonb(o)::text AS act
            FROM audit.log_entry AS e JOIN audit.outbox AS o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
            WHERE e.leaf_index >= \(first)::bigint ORDER BY e.leaf_index LIMIT \(count)
            """
        ) { rows in
            try rows.map {
                (
                    (
                        try $0.get("leaf_index", as: Int.self), try $0.get("jurisdiction_id", as: Int.self),
                        try $0.get("outbox_id", as: Int.self), try $0.get("entry", as: [UInt8].self)
                    ),
                    try $0.get("act", as: String.self)
                )
            }
        }
        return Stretch(
            entries: entries.map { (index: $0.0.0, jurisdiction: $0.0.1, id: $0.0.2, entry: $0.0.3) },
            acts: entries.map(\.1))
    }

    /// Puts a stretch in the place of as many entries from `first` on, with the right indices and with its acts, and makes all
    /// hashes and the head anew.
    package func splice(_ stretch: Stretch, at first: Int) async throws {
        let last = first + stretch.count - 1
        try await TestLog.tamper(
            test,
            [
                "ALTER TABLE audit.log_entry DROP CONSTRAINT IF EXISTS one_entry_per_act",
                """
                DELETE FROM audit.outbox AS o USING audit.log_entry AS e WHERE e.jurisdiction_id = o.jurisdiction_id
                    AND e.outbox_id = o.id AND e.leaf_index BETWEEN \(first)::bigint AND \(last)::bigint
                """,
                """
                INSERT INTO audit.outbox OVERRIDING SYSTEM VALUE
                SELECT a.* FROM unnest(\(stretch.acts)::text[]) AS t (act)
                CROSS JOIN LATERAL jsonb_populate_record(NULL::audit.outbox, t.act::jsonb) AS a ON CONFLICT DO NOTHING
                """,
            ])
        for (place, entry) in stretch.entries.enumerated() {
            try await TestLog.tamper(
                test,
                [
                    """
                    UPDATE audit.log_entry SET jurisdiction_id = \(entry.jurisdiction), outbox_id = \(entry.id)::bigint,
                        entry = \(entry.entry)::bytea WHERE leaf_index = \(first + place)::bigint
                    """
                ])
        }
        try await refit()
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
