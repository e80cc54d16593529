import Postgres
import Records

extension Registry {
    /// One enforcement action with its decision the violations it establishes, and who returned or revoked it.
    /// - Throws: `Refusal` `unknown_action`.
    package func action(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws -> Answer
    {
        try await read(actor, from: standpoint) { records, db in
            try Self.actionCard(reference, actor, db, from: records)
        }
    }

    /// The actions that fit the query, newest first.
    package func actions(
        _ query: ActionQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor, from: standpoint,
            """
            SELECT reference, "case", outlet, outlet_name, kind, status, starts_on, ends_on, amount, currency,
                proposed_by, proposed_at, issued_by, issued_at, next, version, action_id::text AS _cursor
            FROM \(sql: standpoint.records).action_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR action_id < \(after))
                AND (\(query.status)::text IS NULL OR status = \(query.status))
                AND (\(query.caseFile?.uppercased())::text IS NULL OR "case" = \(query.caseFile?.uppercased()))
            ORDER BY action_id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func actionCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, "case", outlet, outlet_name, kind, status, starts_on, ends_on, amount, currency, text,
                decision, recommended, proposed_by, proposed_at, issued_by, issued_at, establishes,
                revoked, returned, beside, reason, facts_changed, digest, next, version,
                changed_at
            FROM \(sql: records).action_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("action", reference), status: status,
            location: status == 201 ? "/v1/actions/\(reference)" : nil)
    }
}
