import Postgres
import Records

extension Registry {
    /// For how many months contact data are kept after each outcome, and whether the authority set it.
    package func contactRetention(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.contactRetention(actor, db) }
    }

    /// Sets for how many months contact data are kept after an outcome. It counts for all, also for those already received.
    /// - Throws: `Refusal` `retention_has_a_reason`, or for want of the role.
    package func setContactRetention(_ change: RetentionChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try db.execute(
                """
                INSERT INTO registry.contact_retention (jurisdiction_id, outcome, months, reason, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(change.outcome.rawValue), \(change.months), \(change.reason),
                    \(call.actor.person))
                """)
            return try Self.contactRetention(call.actor, db)
        }
    }

    private static func contactRetention(_ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT o.outcome, ops.contact_months(\(actor.jurisdiction)::integer, o.outcome) AS months, r.reason, p.name AS set_by,
                r.recorded_at AS set_at
            FROM unnest(\(ContactOutcome.allCases.map(\.rawValue))::text[]) WITH ORDINALITY AS o (outcome, place)
            LEFT JOIN LATERAL (SELECT * FROM registry.contact_retention AS t WHERE t.jurisdiction_id = \(actor.jurisdiction)
                AND t.outcome = o.outcome ORDER BY t.id DESC LIMIT 1) AS r ON true
            LEFT JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.recorded_by
            ORDER BY o.place
            """)
        return Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8)))
    }
}
