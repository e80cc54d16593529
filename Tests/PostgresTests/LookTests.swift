import Postgres
import Testing

/// One statement that reads, with settings of its own, in one round trip.
@Suite struct LookTests {
    @Test func `a setting of the prologue holds for the statement and no longer`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            let seen = try await database.look(
                ["SELECT set_config('look.who', \("Ilse"), true)"], "SELECT current_setting('look.who', true)"
            ) { try $0[0].decode(String.self, 0) }
            #expect(seen == "Ilse")
            let after = try await database.look([], "SELECT coalesce(current_setting('look.who', true), '') = ''") {
                try $0[0].decode(Bool.self, 0)
            }
            #expect(after)
        }
    }

    @Test func `when the prologue fails the statement does not run, and the connection stays`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            try await database.define("CREATE TABLE looked (times int)")
            let failed = try await failure {
                try await database.look(["SELECT 1 / 0"], "INSERT INTO looked VALUES (1) RETURNING times") {
                    try $0[0].decode(Int.self, 0)
                }
            }
            #expect(failed.sqlstate == "22012")
            #expect(try await database.value("SELECT count(*) FROM looked", as: Int.self) == 0)
            #expect(database.statistics.opened == 1)
        }
    }

    @Test func `a connection that breaks meanwhile leaves no doubt, as nothing was changed`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            let failed = try await failure {
                try await database.look([], "SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)") { $0.count }
            }
            #expect(failed.kind == .connectionLost)
            #expect(try await database.value("SELECT 1", as: Int.self) == 1)
        }
    }
}
