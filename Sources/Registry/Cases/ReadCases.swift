import Postgres
import Records

extension Registry {
    /// One case with its recommendations, decisions, actions, and what comes next.
    /// - Throws: `Refusal` `unknown_case`.
    package func caseFile(_ reference: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws
        -> Answer
    {
        try await read(actor, from: standpoint) { records, db in
            try Self.caseCard(reference, actor, db, from: records)
        }
    }

    /// The cases that fit the query, newest first.
    package func cases(
        _ query: CaseQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor, from: standpoint,
            """
            SELECT reference, outlet, outlet_name, status, opened_on, recommendations, decisions, actions, next, version,
                case_id::text AS _cursor
            FROM \(sql: standpoint.records).case_summary
            WHERE jurisdiction_id = \(actor.jurisdiction) AND (\(after)::bigint IS NULL OR case_id < \(after))
                AND (\(query.status)::text IS NULL OR status = \(query.status))
                AND (\(query.outlet?.uppercased())::text IS NULL OR outlet = \(query.outlet?.uppercased()))
            ORDER BY case_id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func caseCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, outlet, outlet_name, status, opened_on, reason, closed_by, closed_at, recommendations,
                decisions, actions, history, evidence, next, version, changed_at
            FROM \(sql: records).case_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("case", reference), status: status,
            location: status == 201 ? "/v1/cases/\(reference)" : nil)
    }
}
