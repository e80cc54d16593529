import Postgres
import Testing

@testable import Registry

/// Numbers that PostgreSQL gives are chosen by nobody: the newest row counts, and the largest number would be the newest for ever.
@Suite struct ChosenNumberTests {
    @Test func `a correction doesn't choose a number that no later one exceeds`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let refused = try await world.failure(
                as: world.inspector,
                """
                INSERT INTO registry.correction (jurisdiction_id, id, inspection_id, criterion, result, reason, recorded_by)
                    OVERRIDING SYSTEM VALUE
                SELECT i.jurisdiction_id, 9223372036854775807, i.id, 'J', 'pass', 'It was misread.', \(world.inspector.person)
                FROM registry.inspection AS i
                """)
            #expect(refused?.sqlstate == "42501")
            #expect(refused?.message == "permission denied for table correction")
        }
    }

    @Test func `no table lets its number be chosen`() async throws {
        try await withWorld { world in
            let tables: [String] = try await world.test.admin.read { db in
                try db.rows(
                    """
                    SELECT c.relname::text AS name FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
                    WHERE a.attidentity <> '' AND c.relnamespace = 'registry'::regnamespace ORDER BY 1
                    """
                ).map { try $0.get("name") }
            }
            #expect(tables.count > 30)
            for table in tables {
                let refused = try await world.failure(
                    as: world.both.with([.officer, .administrator, .policy]),
                    "INSERT INTO registry.\(identifier: table) (id) OVERRIDING SYSTEM VALUE VALUES (9223372036854775807)"
                )
                #expect(refused?.message == "permission denied for table \(table)")
            }
        }
    }
}
