import Postgres
import Records

extension Registry {
    /// What waits for this person, most urgent first, at most 200: by day where there is one (those more
    /// than 60 days off last), then by kind, then the longest waiting. `from` is who it comes from, `since` is since when. A recommendation whose facts have changed since is
    /// not to be decided on, nor carried out, before the rules were asked again, so that is what it says then.
    package func today(_ actor: Actor) async throws -> Answer {
        let roles = actor.roles.map(\.rawValue).sorted()
        return try await read(actor) { db in
            let rows = try db.rows(
                """
                SELECT d.due, d.reference, CASE WHEN f.words IS NULL OR d.what = 'withdraw' THEN d.what ELSE 'recompute' END AS what, d.object,
                    d.about || coalesce('; the facts changed since: ' || f.words, '') AS about, d.outlet, p.name AS "from",
                    d.since
                FROM (SELECT * FROM registry.due AS d
                    WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.roles && \(roles)::text[]
                        AND (d.only_for IS NULL OR d.only_for = \(actor.person))
                        AND \(actor.person) <> ALL (coalesce(d.not_for, '{}'))
                        AND (NOT d.not_for <> '{}' OR registry.stands_as(d.jurisdiction_id, \(actor.person), d.since::date)
                            <> ALL (ARRAY(SELECT registry.stands_as(d.jurisdiction_id, n.id, d.since::date)
                                FROM unnest(d.not_for) AS n (id))))
                    ORDER BY \(sql: Self.mostUrgentFirst) LIMIT 200) AS d
                LEFT JOIN LATERAL (SELECT string_agg(o.words, '; ' ORDER BY o.place) AS words
                    FROM registry.outdated_facts(d.jurisdiction_id, d.recommendation) AS o
                    WHERE d.recommendation IS NOT NULL) AS f ON true
                LEFT JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.from_id
                ORDER BY \(sql: Self.mostUrgentFirst)
                """)
            return Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8)))
        }
    }

    /// A day that is more than 60 days off is below what waits without one.
    private static let mostUrgentFirst: SQL = """
        coalesce(d.due > current_date + 60, false), d.due NULLS LAST, d.rank, d.since, d.reference
        """
}
