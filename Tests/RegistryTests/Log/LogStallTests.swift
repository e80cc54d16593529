import Postgres
import Testing
import TestSupport

@testable import Registry

/// Who may keep the log from going on, and who may not.
@Suite struct LogStallTests {
    /// Runs `body` while a session of this login has run `statement` in an open transaction.
    private static func holding(
        _ test: TestDatabase, as login: TestDatabase.Login, _ statement: SQL,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let database = Database(
            TestCluster.configuration(test.connectionString(login), poolSize: 1), logger: TestCluster.quiet)
        let (isHeld, isOver) = (Locked(false), Locked(false))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await database.write(isolation: .readCommitted) { db in
                    try db.execute(statement)
                    isHeld.withLock { $0 = true }
                    for _ in 0..<3000 where !isOver.withLock({ $0 }) { try db.execute("SELECT pg_sleep(0.01)") }
                }
            }
            group.addTask {
                defer { isOver.withLock { $0 = true } }
                for _ in 0..<1000 where !isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
                #expect(isHeld.withLock { $0 })
                try await body()
            }
            try await group.waitForAll()
        }
        await database.close()
    }

    @Test func `a session with the rights of the service holds every lock it can name, and the log goes on`()
        async throws
    {
        try await withLog { world, log in
            // The numbers that the log's sequencer once locked, as any session may.
            try await Self.holding(
                world.test, as: .service, "SELECT pg_advisory_lock(7106407), pg_advisory_lock(0, 7106407)"
            ) {
                try await world.inspect(2)
                #expect((try await log.sequencer.sequence()?.appended ?? 0) > 0)
                #expect(try await log.sequencer.takeState() != nil)
            }
            let locks = [
                "SELECT FROM audit.log_head FOR UPDATE", "BEGIN; LOCK TABLE audit.log_head",
                "BEGIN; LOCK TABLE audit.outbox", "BEGIN; LOCK TABLE audit.log_entry IN SHARE MODE",
            ]
            for statement in locks {
                let ending = try await world.test.psql(as: .service, statement)
                #expect(ending.errors.contains("permission denied for schema audit"), "\(statement): \(ending)")
            }
        }
    }

    /// The saboteur: a login that may lock the head holds the log up.
    @Test func `while another has the head nothing is put into the log, and afterwards all of it is`() async throws {
        try await withLog { world, log in
            try await Self.holding(world.test, as: .sequencer, "SELECT 1 FROM audit.log_head FOR UPDATE") {
                try await world.inspect(2)
                let place = try await log.sequencer.movedAt()
                #expect(try await log.sequencer.sequence() == nil)
                #expect(try await log.sequencer.takeState() == nil)
                #expect(try await log.sequencer.movedAt() == place)
            }
            #expect((try await log.sequencer.sequence()?.appended ?? 0) > 0)
            _ = try await log.logSigner.sign()
            #expect(try await log.audit(deep: false).findings == [])
        }
    }

    @Test func `acts that wait for too long are told where monitors look`() async throws {
        try await withLog { world, log in
            #expect(try await world.registry.warning() == nil)
            try await world.test.admin.write { db in
                try db.execute(
                    """
                    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest, at)
                    SELECT jurisdiction_id, actor, act, object, object_key, version, digest, clock_timestamp() - interval '3 min'
                    FROM audit.outbox ORDER BY id LIMIT 1
                    """)
            }
            let warning = try await world.registry.warning()
            #expect(
                warning?.replacing(/[0-9]+ s/, with: "N s")
                    == "Acts are not in the log yet, the oldest for N s. Type: registryd doctor")
            _ = try await log.sequencer.sequence()
            // In the log, and signed for by nobody for as long.
            #expect(try await world.registry.warning() == nil)
            try await log.tamper("UPDATE audit.checkpoint SET signed_at = signed_at - interval '2 min'")
            let unsigned = try await world.registry.warning()
            #expect(
                unsigned?.replacing(/[0-9]+ s/, with: "N s")
                    == "No head of the log has been signed for N s, and acts came into it. Type: registryd doctor")
            #expect(try await world.registry.logStanding().unsignedSeconds >= 120)
            _ = try await log.logSigner.sign()
            #expect(try await world.registry.warning() == nil)
        }
    }

    @Test func `who has the head without moving it is told after half a minute, who moves it is not`() async throws {
        let now = Locked(ContinuousClock.now)
        let (isHeld, place) = (Locked(true), Locked("1"))
        let turn = SequencingTurn(
            sequence: {
                isHeld.withLock { $0 } ? nil : LogSequencer.Batch(appended: 0, size: 0, isFull: false)
            },
            moved: { place.withLock { $0 } }, now: { now.withLock { $0 } })
        for step in 0..<10 {
            place.withLock { $0 = "\(step)" }
            #expect(try await turn.step() == false)
            now.withLock { $0 += .seconds(20) }
        }
        #expect(try await turn.step() == false)
        now.withLock { $0 += .seconds(20) }
        let fault = LogFault.heldElsewhere(seconds: 40)
        await #expect(throws: fault) { try await turn.step() }
        #expect(
            fault.description
                == "Another session has had the head of the log for 40 s and has not moved it, so no act comes into the log. "
                + "Look in pg_stat_activity and pg_locks who has locked audit.log_head, and end that session.")
        isHeld.withLock { $0 = false }
        #expect(try await turn.step() == false)
        isHeld.withLock { $0 = true }
        #expect(try await turn.step() == false)
    }
}
