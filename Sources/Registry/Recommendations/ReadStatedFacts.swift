import Policy
import Postgres
import Records

extension StatedFacts {
    /// The facts that were stated about an inspection, as they are now.
    init(about known: KnownInspection, _ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            """
            SELECT f.pack_id, f.kind, f.name, f.criterion, f.value, f.number FROM registry.fact_in_force AS f
            WHERE f.jurisdiction_id = \(actor.jurisdiction) AND f.inspection_id = \(known.id)
            """)
        for row in rows {
            guard let kind = StatedFactKind(rawValue: try row.get("kind", as: String.self)) else { continue }
            add(
                Fact(
                    pack: try row.get("pack_id"), kind: kind, name: try row.get("name"),
                    criterion: try row.get("criterion"), value: try row.get("value"), number: try row.get("number")))
        }
    }
}

extension OutletFacts {
    /// Whom the inspections of the violations that are known were held against, in one statement.
    mutating func readIndividuals(_ actor: Actor, _ db: Transaction) throws {
        let inspections = Set((history + elsewhere).map(\.reference)).sorted()
        guard !inspections.isEmpty else { return }
        let rows = try db.rows(
            """
            SELECT DISTINCT ON (i.reference) i.reference, f.value
            FROM registry.inspection AS i
            JOIN registry.recommendation AS r ON r.jurisdiction_id = i.jurisdiction_id AND r.inspection_id = i.id
            JOIN registry.stated_fact AS f ON f.jurisdiction_id = r.jurisdiction_id AND f.recommendation_id = r.id
                AND f.kind = 'individual'
            WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.reference = ANY (\(inspections)::text[])
            ORDER BY i.reference, f.id DESC
            """)
        for row in rows { individuals[try row.get("reference")] = try row.get("value", as: String.self) }
    }
}
