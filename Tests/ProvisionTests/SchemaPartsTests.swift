import Postgres
import Provision
import TestSupport
import Testing

/// A schema that somebody changed is told apart from the one that the migrations make, part by part.
@Suite struct SchemaPartsTests {
    /// What a superuser does so that something passes unseen, and the part that is named.
    static let changes: [(String, String)] = [
        (
            """
            CREATE OR REPLACE FUNCTION ops.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$
            """, "function ops.refuse_change()"
        ),
        ("DROP POLICY own_jurisdiction ON registry.decision", "policy own_jurisdiction of registry.decision"),
        ("GRANT DELETE ON registry.decision TO registry_service", "rights on table registry.decision"),
        (
            "GRANT UPDATE (reasons) ON registry.decision TO registry_service",
            "rights on column registry.decision.reasons"
        ),
        ("GRANT EXECUTE ON FUNCTION audit.take_state() TO registry_service", "rights on function audit.take_state()"),
        ("DROP TRIGGER record_insert ON registry.decision", "trigger record_insert of registry.decision"),
        (
            "CREATE RULE gone AS ON DELETE TO registry.decision DO INSTEAD NOTHING", "rule gone of registry.decision"
        ),
        ("ALTER TABLE registry.decision NO FORCE ROW LEVEL SECURITY", ""),
        ("ALTER TABLE registry.decision DISABLE ROW LEVEL SECURITY", "table registry.decision"),
        ("ALTER TABLE registry.decision OWNER TO registry_service", "owner of table registry.decision"),
        ("ALTER TABLE registry.decision ALTER COLUMN reasons SET DEFAULT 'x'", "column registry.decision.reasons"),
        (
            "UPDATE ops.legal_act SET roles = roles || '{inspector}' WHERE object = 'action' AND act = 'issue'",
            "act action issue"
        ),
        (
            "CREATE FUNCTION pg_catalog.sha256(text) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$",
            "function pg_catalog.sha256(text)"
        ),
        (
            "CREATE FUNCTION public.f(text, integer) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$; CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = integer, FUNCTION = public.f)",
            "operator"
        ),
        ("DROP FUNCTION ops.log_hour_ahead()", "function ops.log_hour_ahead()"),
    ]

    @Test func `a changed function, policy, right, view or act is named`() async throws {
        try await withTestDatabase { test in
            let made = try await test.admin.read(ScratchDatabase.prologue) { try SchemaParts($0) }
            #expect(made.texts.count > 1000)
            for (change, part) in Self.changes {
                let changed = try await test.admin.write(ScratchDatabase.prologue, outcome: .rollback) { db in
                    try db.execute(.file(change))
                    return try SchemaParts(db)
                }
                let names = made.differences(of: changed, leavesRights: false).map(\.name)
                if part.isEmpty {
                    #expect(names == [], "\(change)")
                } else {
                    #expect(names.contains { $0.hasPrefix(part) }, "\(change): \(names)")
                }
            }
        }
    }

    /// What roles are and what is set for them is the server's, not the database's; whether a trigger is switched off
    /// `GuardAudit` looks at; and a comment changes nothing.
    private static let elsewhere = [
        "ALTER ROLE ", "CREATE ROLE ", "ON PARAMETER ", "GRANT pg_read_all_data ", "COMMENT ON ", " ENABLE TRIGGER ",
        " DISABLE TRIGGER ",
        // Which statistics an index has shows nothing changed, and an authority's sequences are no part of a migration.
        "ALTER INDEX ", "SEQUENCE ops.number_",
        // The schema of the past is made anew from the rest at every migrate, and is not compared.
        "VIEW past.",
        // Nor is what isn't the registry's own.
        "VIEW public.", "FUNCTION further.",
    ]

    /// What the lint over the rules sees is no more than what is compared here.
    @Test func `every saboteur of the rules changes a part`() async throws {
        try await withTestDatabase { test in
            let made = try await test.admin.read(ScratchDatabase.prologue) { try SchemaParts($0) }
            var unseen: [String] = []
            for saboteur in Saboteur.all {
                let changed = try await test.admin.write(outcome: .rollback) { db in
                    try db.execute(.file(saboteur.migration))
                    for setting in ScratchDatabase.prologue { try db.execute(setting) }
                    return try SchemaParts(db)
                }
                if made.differences(of: changed, leavesRights: false).isEmpty { unseen.append(saboteur.migration) }
            }
            #expect(unseen.filter { one in !Self.elsewhere.contains { one.contains($0) } } == [])
            #expect(unseen.count < 20)
        }
    }

    @Test func `a scratch database has the parts of a migrated one, also of one that was dumped and restored`()
        async throws
    {
        try await withTestDatabase { test in
            let file = try TestFolder.make() + "/dump.sql"
            let binaries = test.cluster.cluster.binaries
            let dump = try await Command(
                binaries.path("pg_dump"), ["--file", file, test.connectionString(.admin)]
            ).run()
            #expect(dump.status == 0, "\(dump)")
            let copy = try await TestDatabase.createEmpty()
            let restored = try await Command(
                binaries.path("psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file, copy.connectionString(.admin)]
            ).run()
            #expect(restored.status == 0, "\(restored)")
            let scratch = ScratchDatabase(migrations: try Migrations(folder: test.cluster.sqlFolder)) { name in
                Database(
                    TestCluster.configuration(
                        test.cluster.cluster.connectionString(database: name, user: "postgres"), poolSize: 1),
                    logger: TestCluster.quiet)
            }
            let made = try await scratch.parts(beside: copy.admin)
            for database in [test, copy] {
                let parts = try await database.admin.read(ScratchDatabase.prologue) { try SchemaParts($0) }
                #expect(made.differences(of: parts, leavesRights: false).map(\.name) == [], "\(database.name)")
            }
            // Other tests' programs have some of their own for a while.
            var left = 1
            for _ in 0..<300 where left > 0 {
                left = try await test.admin.query(
                    "SELECT count(*) FROM pg_database WHERE datname LIKE 'registry_scratch%'"
                ) { try $0[0].decode(Int.self, 0) }
                if left > 0 { try await Task.sleep(for: .milliseconds(100)) }
            }
            #expect(left == 0)
            try await copy.drop()
        }
    }
}
