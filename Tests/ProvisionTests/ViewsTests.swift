import Postgres
import Provision
import Testing
import TestSupport

@Suite struct ViewsTests {
    @Test func `views are made anew in the order they need, and the service may read them`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(
                SQLFixture.two,
                views: [
                    "a_reads_b": "CREATE VIEW registry.a_reads_b AS SELECT id FROM registry.b;",
                    "b": "CREATE VIEW registry.b AS SELECT id FROM registry.first;",
                ])
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.remove("views/a_reads_b.sql")
            try fixture.write("views/b.sql", "CREATE VIEW registry.b AS SELECT count(*) AS number FROM registry.first;")
            _ = try await fixture.migrations.apply(db.admin)
            let names = try await db.psql(as: .admin, "SELECT viewname FROM pg_views WHERE schemaname = 'registry'")
            #expect(names.output == "b\n")
            let grants = try await db.psql(
                as: .admin,
                "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = 'registry_service' AND table_name = 'b'"
            )
            #expect(grants.output == "SELECT\n")
        }
    }

    @Test func `a migration may change what a view reads`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(
                SQLFixture.two, views: ["v": "CREATE VIEW registry.v AS SELECT id FROM registry.first;"])
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.write("migrations/0003_text.sql", "ALTER TABLE registry.first ALTER COLUMN id TYPE text;")
            #expect(try await fixture.migrations.apply(db.admin).map(\.version) == [3])
        }
    }

    @Test func `a view that cannot be made is named, and the old views stay`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(
                SQLFixture.two, views: ["v": "CREATE VIEW registry.v AS SELECT id FROM registry.first;"])
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.write("views/w.sql", "CREATE VIEW registry.w AS SELECT id FROM registry.nothing;")
            try await expectRefusal(
                "The views were not made, because of views/w.sql: relation \"registry.nothing\" does not exist."
            ) { _ = try await fixture.migrations.apply(db.admin) }
            try fixture.write("views/w.sql", "CREATE VIEW registry.w AS SELECT colour FROM registry.first;")
            try await expectRefusal(
                "The views were not made, because of views/w.sql: column \"colour\" does not exist."
            ) { _ = try await fixture.migrations.apply(db.admin) }
            let names = try await db.psql(as: .admin, "SELECT viewname FROM pg_views WHERE schemaname = 'registry'")
            #expect(names.output == "v\n")
        }
    }
}
