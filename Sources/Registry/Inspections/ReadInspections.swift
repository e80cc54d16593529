import Postgres
import Records

extension Registry {
    /// One inspection by its UUID or its reference: findings as they hold now, corrections, violations, recommendations.
    /// - Throws: `Refusal` `unknown_inspection`.
    package func inspection(_ name: String, _ actor: Actor, from standpoint: Standpoint = .now) async throws -> Answer {
        try await read(actor, from: standpoint) { records, db in
            try Self.inspectionCard(name, actor, db, from: records)
        }
    }

    /// The inspections that fit the query, newest first.
    package func inspections(
        _ query: InspectionQuery, _ page: Page, _ actor: Actor, from standpoint: Standpoint = .now
    ) async throws -> Answer {
        let after = try page.time()
        return try await look(
            actor, from: standpoint,
            """
            SELECT id, reference, outlet, outlet_name, kind, outcome, day, started_at, inspector, failed, voided,
                started_at::text || '|' || id::text AS _cursor
            FROM \(sql: standpoint.records).inspection_summary
            WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(after?.time)::timestamptz IS NULL OR (started_at, id) < (\(after?.time)::timestamptz, \(after?.id)::uuid))
                AND (\(query.outlet?.uppercased())::text IS NULL OR outlet = \(query.outlet?.uppercased()))
                AND (\(query.from)::date IS NULL OR day >= \(query.from))
                AND (\(query.to)::date IS NULL OR day <= \(query.to))
            ORDER BY started_at DESC, id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    static func inspectionCard(
        _ name: String, _ actor: Actor, _ db: Transaction, status: Int = 200, from records: SQL = "registry"
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, reference, outlet, outlet_name, kind, outcome, day, started_at, ended_at, device_time, inspector,
                second_inspector, note, findings, corrections, violations, recommendations, voided, same_visit,
                evidence, recorded_at
            FROM \(sql: records).inspection_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND \(sql: Self.named(name))
            """)
        return try Answer.record(rows, orElse: Refusal.unknown("inspection", name), status: status)
    }

    /// The condition for an inspection by its UUID or its reference.
    static func named(_ name: String) -> SQL {
        if let id = UUIDText(name) { return "id = \(id)" }
        return "reference = \(name.uppercased())"
    }
}
