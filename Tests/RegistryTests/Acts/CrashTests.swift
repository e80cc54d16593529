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
    /// Ends a backend from another connection, and waits until it is gone. Blocks: for the thread of a connection only.
    fileprivate func kill(backend: Int) {
        let done = DispatchSemaphore(value: 0)
        Task {
            defer { done.signal() }
            _ = try await test.admin.query("SELECT pg_terminate_backend(\(backend), 10000)") { $0.count }
        }
        done.wait()
    }
}
