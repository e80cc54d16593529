import Postgres
import Provision
import TestSupport
import Testing

/// What `sql/past` makes of the views and functions that show records.
@Suite struct PastSchemaTests {
    @Test func `nothing that shows the past reads a record of now, or the clock`() async throws {
        try await withTestDatabase { test in
            #expect(try await test.admin.read { try Self.strays($0) } == [])
            let made: Int = try await test.admin.read { db in
                try db.one("SELECT count(*) FROM pg_class WHERE relnamespace = 'past'::regnamespace AND relkind = 'v'")
            }
            #expect(made > 50)
        }
    }

    @Test(arguments: [
        (
            "CREATE OR REPLACE VIEW past.outlet_summary WITH (security_invoker = true) AS SELECT * FROM registry.outlet_summary",
            "outlet_summary"
        ),
        ("CREATE FUNCTION past.today() RETURNS date LANGUAGE sql STABLE RETURN now()::date", "today"),
        (
            """
            CREATE FUNCTION past.licences() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
                RETURN (SELECT count(*) FROM registry.licence);
            END $$
            """, "licences"
        ),
    ])
    func `a stray is noticed`(saboteur: String, name: String) async throws {
        try await withTestDatabase { test in
            let strays = try await test.admin.write(outcome: .rollback) { db in
                try db.execute(.file(saboteur))
                return try Self.strays(db)
            }
            #expect(strays == [name])
        }
    }

    /// Views and functions of the past that read what is now. The relations of records and facts read their own table, and what is
    /// written by hand in `sql/past/1_standpoint.sql` the history and the clock.
    private static func strays(_ db: Transaction) throws -> [String] {
        try db.rows(
            """
            WITH word AS (
                SELECT '\\m(registry\\.(' || string_agg(c.relname, '|') || ')\\M|(now|clock_timestamp)\\(\\))' AS pattern FROM pg_class AS c
                WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'v')
            )
            SELECT c.relname::text AS name FROM pg_class AS c, word AS w
            WHERE c.relnamespace = 'past'::regnamespace AND c.relkind = 'v' AND pg_get_viewdef(c.oid) ~ w.pattern
                AND NOT EXISTS (SELECT FROM pg_class AS t WHERE t.relnamespace = 'registry'::regnamespace AND t.relkind = 'r'
                    AND t.relname = c.relname)
            UNION ALL
            SELECT p.proname::text FROM pg_proc AS p, word AS w
            WHERE p.pronamespace = 'past'::regnamespace AND coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~ w.pattern
                AND p.proname NOT IN ('moment', 'folded', 'standpoint', 'is_being_written')
            ORDER BY 1
            """
        ).map { try $0.get("name") }
    }
}
