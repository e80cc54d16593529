import Postgres
import Provision
import TestSupport
import Testing

/// The rules of the schema, held against a database that all migrations have made, and against migrations that break them.
@Suite struct SchemaLintTests {
    @Test func `what the migrations make keeps every rule`() async throws {
        try await withTestDatabase { db in
            let breaches = try await db.admin.read { try SchemaLint.breaches($0) }
            #expect(breaches == [])
            #expect(SchemaLint.rules.count == 43)
            #expect(Set(SchemaLint.rules.map(\.words)).count == SchemaLint.rules.count)
        }
    }

    @Test func `no exception is kept that nothing needs any more`() async throws {
        try await withTestDatabase { db in
            let idle = try await db.admin.read { try SchemaLint.idleExceptions($0) }
            #expect(idle == [])
            for rule in SchemaLint.rules { #expect(rule.exceptions.values.allSatisfy { $0.hasSuffix(".") }) }
        }
    }

    @Test func `each saboteur makes the lint red at exactly its rule`() async throws {
        try await withTestDatabase { db in
            for saboteur in Saboteur.all {
                let breaches = try await db.admin.write(outcome: .rollback) { db in
                    try db.execute(.file(saboteur.migration))
                    return try SchemaLint.breaches(db)
                }
                #expect(breaches.map(\.description) == saboteur.breaches, "\(saboteur.migration)")
            }
        }
    }

    @Test func `every rule has a saboteur`() {
        let sabotaged = Set(Saboteur.all.map(\.rule))
        #expect(SchemaLint.rules.map(\.words).filter { !sabotaged.contains($0) } == [])
        #expect(Saboteur.all.count >= 85)
    }
}
