import Postgres
import Records

/// The recommendations that wait in an open case and whose facts are not what they would be now.
enum OutdatedRecommendations {
    /// At some outlets, oldest first, each with what has changed and the act that asks the rules again.
    /// - Parameters:
    ///   - outlets: a query for the ids of outlets.
    ///   - changes: a condition on `f`, the change (`registry.outdated_facts`), which one of them has to meet.
    static func at(outlets: SQL, where changes: SQL, _ actor: Actor, _ db: Transaction) throws -> JSONValue {
        let list: String = try db.one(
            """
            SELECT coalesce(jsonb_agg(jsonb_build_object('recommendation', r.id, 'case', c.reference, 'outlet', o.reference,
                'inspection', i.reference, 'day', r.day, 'pack', r.pack_id, 'measure', r.measure,
                'text', registry.measure_in_words(r.trace), 'changes', registry.outdated_words(r.jurisdiction_id, r.id),
                'next', jsonb_build_object('act', 'recompute',
                    'reference', c.reference, 'role', 'officer', 'inspection', i.reference)) ORDER BY r.id), '[]')::text
            FROM registry.open_recommendation AS r
            JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id AND c.status = 'open'
            JOIN registry.outlet AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.outlet_id
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.outlet_id = r.outlet_id
                AND i.id = r.inspection_id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.outlet_id IN (\(sql: outlets))
                AND EXISTS (SELECT FROM registry.outdated_facts(r.jurisdiction_id, r.id) AS f WHERE \(sql: changes))
            """)
        return try BoundedJSON.parse(Array(list.utf8))
    }
}
