import Postgres
import TestSupport
import Testing

@testable import Registry

/// Every table that is kept for good, tried one by one: by the service, which has no right, and by the owner, whom the trip wire stops.
struct TripWireTests {
    @Test func `no fact is changed, deleted or truncated, not even by the owner`() async throws {
        try await withTestDatabase { test in
            let tables = try await Self.tables(test)
            #expect(tables.filter { !$0.hasStatus }.count > 20 && tables.filter(\.hasStatus).count > 12)
            for table in tables {
                let changes: [String] = [
                    "UPDATE \(table.name) SET \(table.home) = \(table.home)",
                    "DELETE FROM \(table.name)", "TRUNCATE \(table.name) CASCADE",
                ]
                for change in changes {
                    let denied = await Self.failure(test.service, [], change)
                    #expect(denied?.sqlstate == "42501", "\(change)")
                }
                for change in table.hasStatus ? Array(changes.dropFirst()) : changes {
                    let stopped = await Self.failure(test.admin, ["SET LOCAL ROLE registry_owner"], change)
                    #expect(stopped?.sqlstate == "RG006", "\(change)")
                    #expect(stopped?.message.contains(" is append-only: ") ?? false, "\(change)")
                }
            }
        }
    }

    @Test func `a fact without its trip wire is noticed`() async throws {
        try await withTestDatabase { test in
            let stopped = await Self.failure(
                test.admin, ["DROP TRIGGER append_only ON registry.correction"], "DELETE FROM registry.correction")
            #expect(stopped == nil)
        }
    }

    private struct Table: Sendable {
        var name: String
        /// The column that says whose the rows are.
        var home: String { name == "registry.jurisdiction" ? "id" : "jurisdiction_id" }
        var hasStatus: Bool
    }

    /// The tables of records and facts, with the history and the outbox.
    private static func tables(_ test: TestDatabase) async throws -> [Table] {
        try await test.admin.query(
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, EXISTS (SELECT FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attname = 'changed_by') AND c.relname <> 'history' AS has_status
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND (n.nspname = 'registry' OR n.nspname = 'audit' AND c.relname = 'outbox') ORDER BY 1
            """
        ) { rows in
            try rows.map { Table(name: try $0.get("name"), hasStatus: try $0.get("has_status")) }
        }
    }

    private static func failure(_ database: Database, _ prologue: [SQL], _ change: String) async -> PostgresError? {
        do {
            _ = try await database.write(prologue, outcome: .rollback) { db in try db.execute(.file(change)) }
            return nil
        } catch {
            return error as? PostgresError
        }
    }
}
