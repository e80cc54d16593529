import Postgres
import Provision
import Testing
import TestSupport

@Suite struct MigrationsTests {
    @Test func `what is planned is applied once, as the owner`() async throws {
        try await withPreparedDatabase { db in
            let migrations = try SQLFixture(SQLFixture.two).migrations
            #expect(try await migrations.plan(db.admin).map(\.name) == ["0001_first", "0002_second"])
            #expect(try await ledger(db) == [])
            #expect(try await migrations.apply(db.admin).map(\.version) == [1, 2])
            #expect(try await migrations.plan(db.admin) == [])
            #expect(try await migrations.apply(db.admin) == [])
            #expect(try await ledger(db) == ["1 0001_first", "2 0002_second"])
            let owner = try await db.psql(
                as: .admin, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'registry'")
            #expect(owner.output == "registry_owner\n")
        }
    }

    @Test func `a plan needs no preparation`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            let planned = try await SQLFixture(SQLFixture.two).migrations.plan(db.admin)
            #expect(planned.map(\.version) == [1, 2])
        }
    }

    @Test func `two migrators at one time apply each migration once`() async throws {
        try await withPreparedDatabase { db in
            let steps = (1...6).map {
                ("000\($0)_step", "CREATE TABLE registry.step_\($0) (id integer); SELECT pg_sleep(0.02);")
            }
            let migrations = try SQLFixture(Dictionary(uniqueKeysWithValues: steps)).migrations
            async let one = migrations.apply(db.admin)
            async let other = migrations.apply(db.admin)
            #expect(try await (one + other).map(\.version).sorted() == [1, 2, 3, 4, 5, 6])
            #expect(try await ledger(db).count == 6)
        }
    }

    @Test func `a migration that fails leaves the ones before it and nothing of its own`() async throws {
        try await withPreparedDatabase { db in
            let migrations = try SQLFixture([
                "0001_first": "CREATE TABLE registry.first (id integer);",
                "0002_broken": "CREATE TABLE registry.second (id integer); SELECT 1/0;",
            ]).migrations
            try await expectRefusal(
                """
                Migration 0002_broken was not applied: division by zero (SQLSTATE 22012). \
                Nothing of it was kept; the migrations before it are applied.
                """
            ) { _ = try await migrations.apply(db.admin) }
            #expect(try await ledger(db) == ["1 0001_first"])
            let tables = try await db.psql(as: .admin, "SELECT tablename FROM pg_tables WHERE schemaname = 'registry'")
            #expect(tables.output == "first\n")
        }
    }

    @Test func `an applied migration whose file has changed is refused with its name`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(SQLFixture.two)
            let before = try fixture.migrations
            _ = try await before.apply(db.admin)
            try fixture.write("migrations/0001_first.sql", "CREATE TABLE registry.first (id bigint);")
            let after = try fixture.migrations
            let day = try await db.psql(
                as: .admin, "SELECT to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM ops.migration LIMIT 1")
            let text = """
                Migration 0001_first was applied on \(day.output.prefix(10)), and 0001_first.sql is another text than what \
                was applied (\(after.migrations[0].sha256.prefix(12)), applied \(before.migrations[0].sha256.prefix(12))). \
                Put the file back as it was and write the change as a new migration.
                """
            try await expectRefusal(
                text
            ) { _ = try await after.apply(db.admin) }
            try await expectRefusal(
                text
            ) { _ = try await after.plan(db.admin) }
            try await expectRefusal(
                text
            ) { try await after.check(db.service) }
        }
    }

    @Test func `an applied migration whose file has another name is told with both`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(SQLFixture.two)
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.remove("migrations/0001_first.sql")
            try fixture.write("migrations/0001_other.sql", SQLFixture.two["0001_first"] ?? "")
            let day = try await db.psql(
                as: .admin, "SELECT to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM ops.migration LIMIT 1")
            let after = try fixture.migrations
            try await expectRefusal(
                """
                Migration 1 was applied on \(day.output.prefix(10)) as 0001_first, and the file with the same text is \
                called 0001_other.sql here. Give it its name back.
                """
            ) { _ = try await after.plan(db.admin) }
        }
    }

    @Test func `a database that is newer than the program is refused`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(SQLFixture.two)
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.remove("migrations/0002_second.sql")
            let older = try fixture.migrations
            let text = """
                The database has schema version 2; this program knows the versions up to 1. \
                Use a registryd that is as new as the database.
                """
            try await expectRefusal(
                text
            ) { _ = try await older.apply(db.admin) }
            try await expectRefusal(
                text
            ) { try await older.check(db.service) }
        }
    }

    @Test func `the service starts on its own schema version and on no other`() async throws {
        try await withPreparedDatabase { db in
            let fixture = try SQLFixture(
                SQLFixture.two, views: ["v": "CREATE VIEW registry.v AS SELECT id FROM registry.first;"])
            _ = try await fixture.migrations.apply(db.admin)
            try await fixture.migrations.check(db.service)
            try fixture.write("migrations/0003_third.sql", "CREATE TABLE registry.third (id integer);")
            try await expectRefusal(
                """
                The database has schema version 2 and this program needs 3, so the service did not start. \
                Type: registryd migrate
                """
            ) { try await fixture.migrations.check(db.service) }
            _ = try await fixture.migrations.apply(db.admin)
            try fixture.write("views/v.sql", "CREATE VIEW registry.v AS SELECT id + 1 AS id FROM registry.first;")
            try await expectRefusal(
                """
                The database has the views of another version of this program, so the service did not start. \
                Type: registryd migrate
                """
            ) { try await fixture.migrations.check(db.service) }
        }
    }

    @Test func `the service does not start on an empty database`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            try await expectRefusal(
                "The database holds no registry yet, so the service did not start. Type: registryd migrate"
            ) { try await SQLFixture(SQLFixture.two).migrations.check(db.service) }
        }
    }

    @Test func `migrations without a number, with a gap or with the same number are refused`() async throws {
        let end = "Number the migrations 1, 2, 3… without a gap and each number once."
        try await expectRefusal(
            "The database was not prepared: 0003_c.sql stands where migration number 2 belongs. \(end)"
        ) { _ = try SQLFixture(["0001_a": "", "0003_c": ""]).migrations }
        try await expectRefusal(
            "The database was not prepared: 0001_b.sql stands where migration number 2 belongs. \(end)"
        ) { _ = try SQLFixture(["0001_a": "", "0001_b": ""]).migrations }
        try await expectRefusal(
            """
            The database was not prepared: the migration first.sql has no number. \
            Name it like 0001_what_it_does.sql.
            """
        ) { _ = try SQLFixture(["first": ""]).migrations }
        let empty = try SQLFixture()
        try await expectRefusal(
            """
            The database was not prepared: \(empty.folder)/migrations holds no migration. Name another --sql-folder.
            """
        ) { _ = try empty.migrations }
    }
}
