import Postgres
import Testing

@Suite struct CancellationTests {
    @Test func `a cancelled task stops its statement and its connection is not used again`() async throws {
        try await Fixture.run { database in
            let direct = Task { try await database.query("SELECT pg_sleep(600)") { $0.count } }
            try await waitForActivity(database, "SELECT pg_sleep(600)", count: 1)
            direct.cancel()
            #expect(try await failure { try await direct.value }.kind == .cancelled)

            let transaction = Task { try await database.write { try $0.execute("SELECT pg_sleep(601)") } }
            try await waitForActivity(database, "SELECT pg_sleep(601)", count: 1)
            transaction.cancel()
            let cancelled = try await failure { try await transaction.value }
            #expect(cancelled.kind == .cancelled)
            #expect(cancelled.message == "The task was cancelled; the transaction has been rolled back.")

            try await waitForActivity(database, "SELECT pg_sleep%", count: 0)
            #expect(database.statistics.closed == 2)
        }
    }

    @Test func `a task that is cancelled while it waits for a connection leaves the line`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            let other = Database(database.configuration, logger: .silent)
            let holder = Task { try await database.write { try $0.execute("SELECT pg_sleep(600)") } }
            try await waitForActivity(other, "SELECT pg_sleep(600)", count: 1)
            let waiter = Task { try await database.value("SELECT 1", as: Int.self) }
            try await wait { database.statistics.waiting == 1 }
            waiter.cancel()
            #expect(try await failure { try await waiter.value }.kind == .cancelled)
            #expect(database.statistics.waiting == 0)
            holder.cancel()
            _ = await holder.result
            await other.close()
        }
    }

    @Test func `a commit that is on its way is not cancelled`() async throws {
        try await Fixture.run({ $0.lockTimeout = .seconds(60) }) { database in
            try await database.define(
                """
                CREATE TABLE note (id int);
                CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_advisory_lock(7); PERFORM pg_advisory_unlock(7); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON note
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION be_slow()
                """)
            let gate = Gate()
            let holder = Task {
                try await database.read { db in
                    try db.execute("SELECT pg_advisory_xact_lock(7)")
                    gate.wait()
                }
            }
            // Only then the commit, because it would not wait for its own session.
            try await wait {
                try await database.value(
                    """
                    SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database
                    WHERE locktype = 'advisory' AND granted AND datname = current_database()
                    """) == 1
            }
            let commit = Task { try await database.write { try $0.execute("INSERT INTO note VALUES (1)") } }
            try await waitForActivity(database, "COMMIT", count: 1)
            commit.cancel()
            gate.open()
            #expect(try await commit.value == 1)
            _ = try await holder.value
            #expect(try await database.value("SELECT count(*) FROM note") == 1)
        }
    }
}

/// Waits until as many sessions run a statement like `pattern` (waiting for locks counts as running).
/// - Throws: `NeverHappened` after a minute.
func waitForActivity(_ database: Database, _ pattern: String, count: Int) async throws {
    try await wait {
        try await database.value(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'active' AND query LIKE \(pattern) AND pid <> pg_backend_pid()
            """) == count
    }
}

/// Waits until `condition` holds.
/// - Throws: `NeverHappened` after a minute.
func wait(until condition: () async throws -> Bool) async throws {
    let limit = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < limit else { throw NeverHappened() }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// What a test waited for did not happen within a minute, so that the run fails instead of hanging.
struct NeverHappened: Error {}
