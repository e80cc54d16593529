import Postgres

/// A constraint or unique index that this project has named.
struct NamedRule: Sendable, CustomStringConvertible {
    var table: String
    var name: String
    /// With which PostgreSQL refuses a breach.
    var sqlstate: String

    var description: String { "\(table): \(name)" }

    /// Keys that are wider than the primary key, so that no row can break them without breaking that one first. They are
    /// there for foreign keys to point at. Who records an inspection is its inspector, who is a person.
    static let impliedByOthers: Set = [
        "registry.nuisance_report: nuisance_report_of_a_transaction", "registry.case_file: case_of_an_outlet",
        "registry.inspection: recorded_by_a_person",
    ]

    static func all(_ db: Transaction) throws -> [NamedRule] {
        try db.rows(
            """
            SELECT c.conrelid::regclass::text AS relation, c.conname::text AS name,
                CASE c.contype WHEN 'c' THEN '23514' WHEN 'f' THEN '23503' WHEN 'x' THEN '23P01' ELSE '23505' END AS sqlstate
            FROM pg_constraint AS c JOIN pg_namespace AS n ON n.oid = c.connamespace
            WHERE n.nspname IN ('registry', 'audit', 'ops') AND c.contype IN ('c', 'f', 'p', 'u', 'x')
                AND c.conname !~ '_(pkey|fkey|key1)$'
            UNION ALL
            SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, '23505'
            FROM pg_index AS i JOIN pg_class AS k ON k.oid = i.indexrelid JOIN pg_namespace AS n ON n.oid = k.relnamespace
            WHERE i.indisunique AND n.nspname IN ('registry', 'audit', 'ops')
                AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid)
            """
        ).map { row in
            let name: String = try row.get("name")
            return NamedRule(
                table: try row.get("relation"), name: name.split(separator: ".").last.map(String.init) ?? name,
                sqlstate: try row.get("sqlstate"))
        }
    }
}
