import Postgres
import Records

extension Registry {
    /// What waits for this person, most urgent first, at most 200: by day where there is one, then by kind, then the
    /// longest waiting. `from` is who it comes from, `since` is since when.
    package func today(_ actor: Actor) async throws -> Answer {
        let roles = actor.roles.map(\.rawValue).sorted()
        return try await read(actor) { db in
            let rows = try db.rows(
                """
                SELECT d.due, d.reference, d.what, d.object, d.about, d.outlet, p.name AS "from", d.since
                FROM registry.due AS d
                LEFT JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.from_id
                WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.roles && \(roles)::text[]
                    AND (d.only_for IS NULL OR d.only_for = \(actor.person))
                    AND \(actor.person) <> ALL (coalesce(d.not_for, '{}'))
                ORDER BY d.due NULLS LAST, d.rank, d.since, d.reference LIMIT 200
                """)
            return Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8)))
        }
    }
}
