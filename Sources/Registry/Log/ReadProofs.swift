import Postgres
import Records
import TransparencyLog

extension Registry {
    /// The proof that an action stands in the log as it is now: its row, the entry about the newest act on it, and the place of
    /// that entry under a signed head. It holds nothing of any other record.
    /// - Throws: `Refusal` `unknown_action`, `not_in_the_log_yet`.
    package func proof(ofAction reference: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let id: Int? = try db.first(
                "SELECT id FROM registry.action WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)"
            )
            guard let id else { throw Refusal.unknown("action", reference) }
            return try Self.proof("action \(reference)", Logged(object: "action", key: "\(id)"), db) { version in
                """
                SELECT h.state::text FROM registry.history AS h WHERE h.jurisdiction_id = \(actor.jurisdiction)
                    AND h.object = 'action' AND h.object_key = \("\(id)") AND h.version = \(version)
                """
            }
        }
    }

    /// The proof that a decision stands in the log as it is.
    /// - Throws: `Refusal` `unknown_decision`, `not_in_the_log_yet`.
    package func proof(ofDecision number: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let id: Int? = try Int(number).flatMap { id in
                try db.first(
                    "SELECT id FROM registry.decision WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)::bigint"
                )
            }
            guard let id else { throw Refusal.unknown("decision", number) }
            return try Self.proof("decision \(id)", Logged(object: "decision", key: "\(id)"), db) { _ in
                """
                SELECT row_to_json(d)::text FROM registry.decision AS d
                WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.id = \(id)::bigint
                """
            }
        }
    }

    /// The proof that the pool of a draw stands in the log as it is: once it is settled, under the very head that gave its seed.
    /// - Throws: `Refusal` `unknown_draw`, `not_in_the_log_yet`.
    package func proof(ofDraw reference: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let id = try Self.drawId(reference, actor, db)
            let head: SQL = """
                SELECT s.size, s.note FROM (
                    SELECT 1 AS place, r.size, r.head AS note FROM registry.draw_result AS r
                    WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.draw_id = \(id)::bigint
                    UNION ALL SELECT 2, n.size, n.note FROM ops.signed_head_over(a.leaf_index) AS n) AS s
                ORDER BY s.place LIMIT 1
                """
            return try Self.proof("draw \(reference.uppercased())", Logged(object: "draw", key: "\(id)"), db, head) {
                _ in
                """
                SELECT row_to_json(d)::text FROM registry.draw AS d
                WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.id = \(id)::bigint
                """
            }
        }
    }

    /// What the log calls a record.
    private struct Logged {
        let object: String
        let key: String
    }

    /// - Parameter head: selects `size` and `note` of the head under which it is proved, for the leaf of `a`.
    private static func proof(
        _ words: String, _ logged: Logged, _ db: Transaction,
        _ head: SQL = "SELECT n.size, n.note FROM ops.signed_head_over(a.leaf_index) AS n",
        _ record: (_ version: Int) -> SQL
    ) throws -> Answer {
        let found = try db.rows(
            """
            SELECT a.version, a.leaf_index, a.entry, h.size, h.note
            FROM ops.logged_act(\(logged.object), \(logged.key)) AS a CROSS JOIN LATERAL (\(sql: head)) AS h
            """
        ).map { $0 }
        guard let act = found.first, let note = SignedNote(try act.get("note", as: String.self).utf8) else {
            throw Refusal(
                .notPossibleNow, "not_in_the_log_yet",
                "There is no proof of \(words) yet: no signed head of the log covers the last act on it.",
                hint: "Try again in a minute; /health/log says how far the log is behind.")
        }
        let (leaf, entry): (Int, [UInt8]) = (try act.get("leaf_index"), try act.get("entry"))
        let hashes = try TreeReader(
            db, tile: { "SELECT hash FROM ops.log_tile(\($0.level), \(Int($0.index))::bigint)" }
        )
        .inclusionProof(of: UInt64(leaf), size: UInt64(try act.get("size", as: Int.self)))
        let proof = LogProof(inclusion: InclusionProof(index: UInt64(leaf), hashes: hashes), note: note)
        let answer: JSONValue = [
            "about": .string(words), "record": .string(try db.one(record(try act.get("version")))),
            "entry": .string(String(decoding: entry, as: UTF8.self)),
            "proof": .string(String(decoding: proof.bytes, as: UTF8.self)),
        ]
        return Answer(status: 200, body: answer.bytes())
    }
}
