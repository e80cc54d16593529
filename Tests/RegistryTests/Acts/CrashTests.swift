import Dispatch
import Postgres
import Records
import Testing

@testable import Registry

@Suite struct CrashTests {
    @Test func `a backend killed in the middle of an act leaves nothing, and the retry is done once`() async throws {
        try await withWorld { world in
            let call = Call(
                by: world.officer, idempotency: .init(key: "k-1", requestDigest: [UInt8](repeating: 1, count: 32)))
            let before = try await world.count(
                "registry.case_file", "registry.history", "audit.outbox", "ops.idempotency")
            let error = await #expect(throws: PostgresError.self) {
                try await world.registry.act(call) { db in
                    try Self.insertCase(world, db)
                    world.kill(backend: try db.one("SELECT pg_backend_pid()"))
                    try db.execute("SELECT 1")
                    return Answer(body: Array("{}".utf8))
                }
            }
            #expect(error?.kind == .connectionLost)
            #expect(
                try await world.count("registry.case_file", "registry.history", "audit.outbox", "ops.idempotency")
                    == before)
            let new = NewCase(outlet: world.outlet, reason: "Reports of the neighbours.")
            let first = try await world.registry.openCase(new, call)
            let second = try await world.registry.openCase(new, call)
            #expect(!first.replayed)
            #expect(second.replayed)
            #expect(try await world.count("registry.case_file") == 1)
        }
    }

    @Test func `a change whose fate is not known stays so when the answer can't be looked up`() async throws {
        try await withWorld { world in
            let call = Call(
                by: world.officer, idempotency: .init(key: "k-1", requestDigest: [UInt8](repeating: 1, count: 32)))
            try await world.loseConnectionsAtCommit()
            let error = await #expect(throws: PostgresError.self) {
                try await world.registry.act(call) { db in
                    try Self.insertCase(world, db)
                    world.refuseNewConnections(except: try db.one("SELECT pg_backend_pid()"))
                    return Answer(body: Array("{}".utf8))
                }
            }
            #expect(error?.kind == .indeterminate)
            #expect(
                error?.message == "The connection was lost at COMMIT, so whether the change was kept is not known.")
        }
    }

    private static func insertCase(_ world: World, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.case_file
                (jurisdiction_id, number, reference, outlet_id, opened_on, status, act, changed_by)
            SELECT o.jurisdiction_id, 0, '', o.id, current_date, 'open', 'open', \(world.officer.person)
            FROM registry.outlet AS o WHERE o.reference = \(world.outlet)
            """)
    }
}

extension World {
    /// From now on the backend that keeps an answer ends itself at COMMIT.
    fileprivate func loseConnectionsAtCommit() async throws {
        _ = try await test.admin.query(
            """
            CREATE FUNCTION ops.end_backend() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """
        ) { $0.count }
        _ = try await test.admin.query(
            """
            CREATE CONSTRAINT TRIGGER end_backend AFTER INSERT ON ops.idempotency
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ops.end_backend()
            """
        ) { $0.count }
    }

    /// Ends the service's other connections and lets it make no new ones. Blocks: for the thread of a connection only.
    fileprivate func refuseNewConnections(except backend: Int) {
        block(
            """
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0', current_database()); END $$
            """)
        block(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = 'registry_service' AND pid <> \(backend)
            """)
    }

    /// Ends a backend from another connection, and waits until it is gone. Blocks: for the thread of a connection only.
    fileprivate func kill(backend: Int) { block("SELECT pg_terminate_backend(\(backend), 10000)") }

    private func block(_ statement: SQL) {
        let done = DispatchSemaphore(value: 0)
        Task {
            defer { done.signal() }
            _ = try await test.admin.query(statement) { $0.count }
        }
        done.wait()
    }
}
