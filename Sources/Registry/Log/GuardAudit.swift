import Postgres

/// Looks whether the guards of the database stand: what records every act, what refuses changes of what was recorded, and
/// what keeps authorities apart. Whoever changes rows behind the registry's back switches them off first.
///
/// What a guard does, its function's text, is not looked at: `sql/schema.sql` is what to compare a dump of it with.
enum GuardAudit {
    static func findings(_ db: Transaction) throws -> [LogFinding] {
        try off(db) + missing(db) + openTables(db) + settings(db)
    }

    /// Triggers that are switched off, and trip wires that a session can pass by.
    private static func off(_ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT n.nspname || '.' || c.relname AS home, t.tgname::text AS name, t.tgenabled IN ('D', 'R') AS off
            FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('registry', 'audit', 'ops') AND (t.tgenabled IN ('D', 'R')
                OR (t.tgname IN ('append_only', 'never_deleted') AND t.tgenabled <> 'A'))
            ORDER BY 1, 2
            """)
        return try rows.map { row in
            let (home, name): (String, String) = (try row.get("home"), try row.get("name"))
            let isOff: Bool = try row.get("off")
            return finding(
                home, name,
                isOff
                    ? "The guard \(name) of \(home) is switched off."
                    : "The guard \(name) of \(home) is not always on any more.")
        }
    }

    /// Which guard each table has to have, beside those that its own rules need.
    static let expected: [(home: String, guards: [String])] =
        RowAudit.records.map { ("registry.\($0)", ["guard_1_act", "never_deleted", "record_insert", "record_update"]) }
        + RowAudit.facts.map { ("registry.\($0)", ["append_only", "record_insert"]) }
        + [
            ("registry.finding", ["append_only", "record_insert"]),
            ("registry.history", ["append_only"]),
            ("audit.outbox", ["append_only", "note_acts"]), ("audit.log_entry", ["append_only", "write_entry"]),
            ("audit.log_subtree", ["append_only"]), ("audit.log_head", ["guard", "never_deleted"]),
            ("audit.checkpoint", ["append_only", "guard"]), ("audit.log_key", ["append_only"]),
            ("audit.state_part", ["append_only"]),
            ("audit.witnessed_head", ["append_only", "guard"]),
        ]

    private static func missing(_ db: Transaction) throws -> [LogFinding] {
        let wanted = expected.flatMap { home, guards in guards.map { (home, $0) } }
        let rows = try db.rows(
            """
            SELECT w.home, w.name FROM unnest(\(wanted.map(\.0))::text[], \(wanted.map(\.1))::text[]) AS w (home, name)
            WHERE NOT EXISTS (SELECT FROM pg_trigger AS t
                              WHERE t.tgrelid = to_regclass(w.home) AND t.tgname = w.name)
            ORDER BY 1, 2
            """)
        return try rows.map { row in
            let (home, name): (String, String) = (try row.get("home"), try row.get("name"))
            return finding(home, name, "The guard \(name) of \(home) is gone.")
        }
    }

    /// Tables of records that row security does not guard.
    private static func openTables(_ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT n.nspname || '.' || c.relname AS home FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('registry', 'audit') AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity ORDER BY 1
            """)
        return try rows.map { row in
            let home: String = try row.get("home")
            return finding(home, "row security", "The row security of \(home) is switched off.")
        }
    }

    /// Settings that switch triggers off for a login or a database.
    private static func settings(_ db: Transaction) throws -> [LogFinding] {
        let rows = try db.rows(
            """
            SELECT s.setconfig::text AS said FROM pg_db_role_setting AS s
            WHERE s.setdatabase IN (0, (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database()))
                AND EXISTS (SELECT FROM unnest(s.setconfig) AS c (said)
                            WHERE c.said LIKE 'session_replication_role=%' AND c.said NOT LIKE '%=origin')
            """)
        return rows.map { _ in
            finding(
                "pg_db_role_setting", "session_replication_role",
                "A setting of the database or of a login keeps the guards from acting: session_replication_role.")
        }
    }

    private static func finding(_ table: String, _ key: String, _ text: String) -> LogFinding {
        LogFinding(.guardOff, table: table, key: key, text)
    }
}
