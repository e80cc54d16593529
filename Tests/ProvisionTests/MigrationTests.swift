import Foundation
import Postgres
import TestSupport
import Testing

@testable import Provision

@Suite struct MigrationTests {
    @Test func `migrations are planned, applied once in order, and owned by the owner`() async throws {
        try await withMigrations(["0001_first.sql": first, "0002_second.sql": second]) { database, folder in
            let migrations = try Migrations(folder)
            #expect(try await migrations.plan(database).map(\.file) == ["0001_first.sql", "0002_second.sql"])
            #expect(try await migrations.apply(database).map(\.file) == ["0001_first.sql", "0002_second.sql"])
            #expect(try await migrations.apply(database) == [])
            try await migrations.check(database)
            let owner: String = try await database.read {
                try $0.one("SELECT tableowner::text FROM pg_tables WHERE schemaname = 'ops' AND tablename = 'first'")
            }
            #expect(owner == "registry_owner")
        }
    }

    @Test func `a file that was changed after it had been applied is refused with its name`() async throws {
        try await withMigrations(["0001_first.sql": first]) { database, folder in
            _ = try await Migrations(folder).apply(database)
            try write(first + "-- more\n", "0001_first.sql", in: folder)
            let refusal = try await refused { _ = try await Migrations(folder).apply(database) }
            #expect(
                refusal.message.hasPrefix(
                    "0001_first.sql was changed after it had been applied: the database had SHA-256 "))
            #expect(
                refusal.hint == "Put the file back as it was, and write what is new into 0002_….sql or a later one.")
        }
    }

    @Test func `a gap in the numbers is refused`() async throws {
        try await withMigrations(["0001_first.sql": first, "0003_third.sql": second]) { _, folder in
            let refusal = try await refused { _ = try Migrations(folder) }
            #expect(refusal.message == "The migrations have 0003_third.sql where number 0002 belongs.")
        }
    }

    @Test func `a file without a number is refused`() async throws {
        try await withMigrations(["first.sql": first]) { _, folder in
            let refusal = try await refused { _ = try Migrations(folder) }
            #expect(refusal.message == "first.sql is not named as a migration.")
        }
    }

    @Test func `a database that is newer than the program is refused`() async throws {
        try await withMigrations(["0001_first.sql": first, "0002_second.sql": second]) { database, folder in
            _ = try await Migrations(folder).apply(database)
            try FileManager.default.removeItem(atPath: folder.path + "/migrations/0002_second.sql")
            let refusal = try await refused { try await Migrations(folder).check(database) }
            #expect(refusal.message == "The database is at version 2 (second); this program knows versions up to 1.")
            #expect(refusal.hint == "Run the newer program that made it.")
        }
    }

    @Test func `a service does not start on an older database and says what to type`() async throws {
        try await withMigrations(["0001_first.sql": first]) { database, folder in
            _ = try await Migrations(folder).apply(database)
            try write(second, "0002_second.sql", in: folder)
            let refusal = try await refused { try await Migrations(folder).check(database) }
            #expect(
                refusal.description == """
                    The database is at version 1 and this program needs version 2; 0002_second.sql is not applied.
                    Type: registryd migrate
                    """)
        }
    }

    @Test func `of a file that fails nothing is kept, and the files before it are`() async throws {
        let broken = "CREATE TABLE ops.half (id integer);\nSELECT 1 / 0;\n"
        try await withMigrations(["0001_first.sql": first, "0002_broken.sql": broken]) { database, folder in
            let refusal = try await refused { _ = try await Migrations(folder).apply(database) }
            #expect(refusal.message == "migrations/0002_broken.sql was not applied: division by zero [22012]")
            #expect(try await Migrations(folder).plan(database).map(\.file) == ["0002_broken.sql"])
            let half: Bool = try await database.read { try $0.one("SELECT to_regclass('ops.half') IS NULL") }
            #expect(half)
        }
    }

    @Test func `two migrators at one time apply each file once`() async throws {
        let slow = "SELECT pg_sleep(0.3);\nCREATE TABLE ops.slow (id integer);\n"
        try await withMigrations(["0001_first.sql": first, "0002_slow.sql": slow]) { database, folder in
            let migrations = try Migrations(folder)
            async let one = migrations.apply(database)
            async let other = migrations.apply(database)
            let both = try await one + other
            #expect(both.map(\.file).sorted() == ["0001_first.sql", "0002_slow.sql"])
        }
    }

    @Test func `views are replaced at each migrate`() async throws {
        try await withMigrations(["0001_first.sql": first]) { database, folder in
            try FileManager.default.createDirectory(
                atPath: folder.path + "/views", withIntermediateDirectories: false)
            for number in [1, 2] {
                let view = "CREATE OR REPLACE VIEW ops.answer AS SELECT \(number) AS number;\n"
                try view.write(toFile: folder.path + "/views/answer.sql", atomically: true, encoding: .utf8)
                _ = try await Migrations(folder).apply(database)
                #expect(try await database.read { try $0.one("SELECT number FROM ops.answer") } == number)
            }
        }
    }

    private let first = "CREATE TABLE ops.first (id integer);\n"
    private let second = "CREATE TABLE ops.second (id integer);\n"

    private func write(_ text: String, _ name: String, in folder: SQLFolder) throws {
        try text.write(toFile: folder.path + "/migrations/" + name, atomically: true, encoding: .utf8)
    }

    /// An empty database with the schema ops, and a folder with these migration files.
    private func withMigrations(
        _ files: [String: String], _ body: @Sendable @escaping (Database, SQLFolder) async throws -> Void
    ) async throws {
        try await withFolder { path in
            try FileManager.default.createDirectory(atPath: path + "/migrations", withIntermediateDirectories: false)
            let folder = try SQLFolder(path)
            for (name, text) in files { try write(text, name, in: folder) }
            try await withEmptyDatabase { test in
                _ = try await test.admin.query("CREATE SCHEMA ops AUTHORIZATION registry_owner") { $0.count }
                try await body(test.admin, folder)
            }
        }
    }
}

/// The refusal that `body` throws.
func refused(_ body: () async throws -> Void) async throws -> ProvisionRefusal {
    try #require(await #expect(throws: ProvisionRefusal.self) { try await body() })
}
