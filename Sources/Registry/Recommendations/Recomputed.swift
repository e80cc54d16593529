import Postgres
import Records

/// A recommendation that was just computed again, with what it takes the place of.
struct Recomputed {
    let json: JSONValue

    /// Those with these ids, in their order; each with the recommendation of its pack that was the newest until then, the
    /// decision that was taken on that, and the actions that carry it out, unless they were withdrawn or revoked.
    static func all(_ ids: [Int], _ actor: Actor, _ db: Transaction) throws -> [Recomputed] {
        try db.rows(
            """
            SELECT n.id, n.pack_id AS pack, n.measure, registry.measure_in_words(n.trace) AS text, n.person_decides, CASE WHEN o.id IS NOT NULL THEN
                jsonb_build_object('id', o.id, 'measure', o.measure, 'text', registry.measure_in_words(o.trace),
                    'personDecides', o.person_decides,
                    'decision', (SELECT jsonb_build_object('id', d.id, 'choice', d.choice, 'measure', d.measure,
                            'measures', d.measures,
                            'by', p.name, 'at', registry.utc(d.recorded_at))
                        FROM registry.decision AS d
                        JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.recorded_by
                        WHERE d.jurisdiction_id = o.jurisdiction_id AND d.recommendation_id = o.id),
                    'actions', (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', a.reference, 'kind', a.kind,
                            'status', a.status) ORDER BY a.id), '[]')
                        FROM registry.action AS a
                        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
                        WHERE d.jurisdiction_id = o.jurisdiction_id AND d.recommendation_id = o.id
                            AND a.status IN ('draft', 'proposed', 'issued'))) END AS replaces
            FROM registry.recommendation AS n
            LEFT JOIN LATERAL (SELECT e.* FROM registry.recommendation AS e
                WHERE e.jurisdiction_id = n.jurisdiction_id AND e.inspection_id = n.inspection_id
                    AND e.pack_id = n.pack_id AND e.id < n.id ORDER BY e.id DESC LIMIT 1) AS o ON true
            WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.id = ANY (\(ids)::bigint[])
            ORDER BY n.id
            """
        ).map(Recomputed.init)
    }

    private init(_ row: Row) throws {
        json = [
            "id": .integer(try row.get("id")), "pack": .string(try row.get("pack")),
            "measure": try row.get("measure", as: String?.self).map { .string($0) } ?? .null,
            "text": try row.get("text", as: String?.self).map { .string($0) } ?? .null,
            "personDecides": .bool(try row.get("person_decides")),
            "replaces": try row.get("replaces", as: String?.self).map { try BoundedJSON.parse(Array($0.utf8)) }
                ?? .null,
        ]
    }
}
