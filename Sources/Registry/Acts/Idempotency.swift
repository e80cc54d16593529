import Postgres
import Records

extension Registry {
    /// The answer that was given under the call's key, or nil when the key is new (or there is none).
    ///
    /// It is read before the act's own transaction: read inside it, the keys of unrelated calls on one index page would
    /// make serializable transactions fail each other. The primary key decides between two calls at once.
    /// - Throws: `Refusal` when the key was used for another request.
    func storedAnswer(to call: Call) async throws -> Answer? {
        guard let idempotency = call.idempotency else { return nil }
        let found: (answer: Answer, noted: Receipts.Noted?)? = try await read(call.actor) { db in
            let found = try db.rows(
                """
                SELECT request_digest = \(idempotency.requestDigest) AS same, status, answer, location, etag, acts,
                    extract(epoch FROM created_at)::bigint AS time
                FROM ops.idempotency
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND person_id = \(call.actor.person)
                    AND key = \(idempotency.key)
                """)
            guard found.count > 0 else { return nil }
            let row = found[0]
            guard try row.get("same", as: Bool.self) else { throw Self.reusedKey(idempotency.key) }
            var answer = Answer(
                status: try row.get("status", as: Int.self), body: Array(try row.get("answer", as: String.self).utf8),
                location: try row.get("location", as: String?.self), etag: try row.get("etag", as: String?.self))
            answer.replayed = true
            let acts: String? = try row.get("acts")
            return (answer, try acts.map { Receipts.Noted(acts: $0, time: Int64(try row.get("time", as: Int.self))) })
        }
        guard let found else { return nil }
        var answer = found.answer
        answer.receipt = try? await receipts?.field(found.noted, database)
        return answer
    }

    /// Keeps the answer with its effect. Of two calls at once with one key the second meets `idempotency_key_used_once`,
    /// is undone, and finds the first one's answer.
    func store(_ answer: Answer, for call: Call, _ db: Transaction) throws {
        guard let idempotency = call.idempotency else { return }
        _ = try db.execute(
            """
            INSERT INTO ops.idempotency
                (jurisdiction_id, person_id, key, request_digest, status, answer, location, etag, acts)
            VALUES (\(call.actor.jurisdiction), \(call.actor.person), \(idempotency.key), \(idempotency.requestDigest),
                \(answer.status), \(String(decoding: answer.body, as: UTF8.self)), \(answer.location), \(answer.etag),
                nullif(current_setting('registry.acts', true), ''))
            """)
    }

    static func reusedKey(_ key: String) -> Refusal {
        Refusal(
            .keyReused, "idempotency_key_reused", "The idempotency key \(key) was used for another request.",
            hint: "Send the same request again under it, or make a new key for the new request.")
    }
}
