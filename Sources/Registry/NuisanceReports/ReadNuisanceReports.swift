import Postgres
import Records

extension Registry {
    /// One nuisance report by its reference, with the claims about it; to officers it says what becomes of its contact.
    /// - Throws: `Refusal` `unknown_nuisance_report`.
    package func nuisanceReport(
        _ reference: String, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        try await read(actor, from: standpoint) { records, db in
            try Self.nuisanceReportCard(reference, actor, db, from: records)
        }
    }

    /// The nuisance reports that fit the query, newest first, without contacts.
    package func nuisanceReports(
        _ query: NuisanceQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.time()
        return try await look(
            actor, from: standpoint,
            """
            SELECT id, reference, category, occurred_at, longitude, latitude, address, description, status, outlets,
                received_at, occurred_at::text || '|' || id::text AS _cursor
            FROM \(sql: standpoint.records).nuisance_report_summary
            WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(after?.time)::timestamptz IS NULL OR (occurred_at, id) < (\(after?.time)::timestamptz, \(after?.id)::uuid))
                AND (\(query.category?.rawValue)::text IS NULL OR category = \(query.category?.rawValue))
                AND (\(query.outlet?.uppercased())::text IS NULL OR \(query.outlet?.uppercased()) = ANY (outlets))
                AND (\(query.status)::text IS NULL OR status = \(query.status))
            ORDER BY occurred_at DESC, id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func nuisanceReportCard(
        _ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, reference, category, occurred_at, longitude, latitude, address, description, status, history,
                attributions, contact, evidence, received_by, received_at
            FROM \(sql: records).nuisance_report_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference.uppercased())
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("nuisance report", reference), status: status,
            location: status == 201 ? "/v1/nuisance-reports/\(reference)" : nil)
    }
}
