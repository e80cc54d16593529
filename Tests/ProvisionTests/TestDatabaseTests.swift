import Postgres
import Testing
import TestSupport

@Suite struct TestDatabaseTests {
    @Test func `a test has a migrated database of its own`() async throws {
        try await withTestDatabase { db in
            let counts = try await db.admin.query("SELECT count(*)::integer FROM ops.migration WHERE version > 0") {
                try $0[0].decode(Int.self, 0)
            }
            #expect(counts > 0)
            let ending = try await db.psql(as: .service, "SELECT current_user, count(*) FROM registry.outlet")
            #expect(ending.errors == "")
            #expect(ending.output == "registry_service|0\n")
        }
    }
}
