import FoundationEssentials
import Postgres
import Provision
import TestSupport

/// An SQL folder that a test writes itself.
struct SQLFixture {
    let folder: String

    init(_ migrations: [String: String] = [:], views: [String: String] = [:]) throws {
        folder = try TestFolder.make()
        for name in ["migrations", "views"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
        }
        for (name, text) in migrations { try write("migrations/\(name).sql", text) }
        for (name, text) in views { try write("views/\(name).sql", text) }
    }

    func write(_ file: String, _ text: String) throws {
        try text.write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(file)") }

    var migrations: Migrations { get throws { try Migrations(folder: folder) } }

    /// Two tables, one after the other.
    static let two = [
        "0001_first": "CREATE TABLE registry.first (id integer);",
        "0002_second": "CREATE TABLE registry.second (id integer);",
    ]
}

/// Gives `body` a database with the roles and schemas, and no migration.
func withPreparedDatabase(_ body: @Sendable (TestDatabase) async throws -> Void) async throws {
    try await withTestDatabase(isEmpty: true) { db in
        try await Bootstrap(extensions: []).apply(db.admin)
        try await body(db)
    }
}

/// The ledger as `version name` lines, without the views.
func ledger(_ db: TestDatabase) async throws -> [String] {
    try await db.admin.query("SELECT version || ' ' || name FROM ops.migration WHERE version > 0 ORDER BY version") {
        try $0.map { try $0.decode(String.self, 0) }
    }
}
