import Postgres
import Records

/// Numbers that an authority may set, each with a reason, in a table of facts: the newest one counts, and where there is none what the
/// program says.
struct SetNumbers: Sendable {
    /// The table in `registry`, its column that names what the number is of, and the one with the number.
    let table, of, number: String
    /// The function of the database that says which number holds, with its schema.
    let inForce: (schema: String, name: String)
    /// All that a number may be of, in the order in which they are told.
    let all: [String]

    static let contactMonths = SetNumbers(
        table: "contact_retention", of: "outcome", number: "months", inForce: ("ops", "contact_months"),
        all: ContactOutcome.allCases.map(\.rawValue))
    static let evidenceMonths = SetNumbers(
        table: "evidence_retention", of: "outcome", number: "months", inForce: ("ops", "evidence_months"),
        all: EvidenceOutcome.allCases.map(\.rawValue))
    static let integrity = SetNumbers(
        table: "integrity_setting", of: "setting", number: "value", inForce: ("registry", "integrity_value"),
        all: IntegritySetting.allCases.map(\.rawValue))

    /// Each number that holds, and who set it when and why, where the authority did.
    func told(_ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT o.name AS \(identifier: of),
                \(identifier: inForce.schema).\(identifier: inForce.name)(\(actor.jurisdiction)::integer, o.name) AS \(identifier: number),
                r.reason, p.name AS set_by, r.recorded_at AS set_at
            FROM unnest(\(all)::text[]) WITH ORDINALITY AS o (name, place)
            LEFT JOIN LATERAL (SELECT * FROM registry.\(identifier: table) AS t WHERE t.jurisdiction_id = \(actor.jurisdiction)
                AND t.\(identifier: of) = o.name ORDER BY t.id DESC LIMIT 1) AS r ON true
            LEFT JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.recorded_by
            ORDER BY o.place
            """)
        return Answer(body: rows.json(between: "{\"items\":", and: Array("}".utf8)))
    }

    /// Sets one, and tells all.
    func set(_ name: String, _ value: Int, _ reason: String, _ actor: Actor, _ db: Transaction) throws -> Answer {
        try db.execute(
            """
            INSERT INTO registry.\(identifier: table) (jurisdiction_id, \(identifier: of), \(identifier: number), reason, recorded_by)
            VALUES (\(actor.jurisdiction), \(name), \(value), \(reason), \(actor.person))
            """)
        return try told(actor, db)
    }
}
