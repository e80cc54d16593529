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
            try await database.define("SELECT pg_advisory_lock(7)")
            // The session that holds the lock is the only idle one; keep it busy in a transaction of its own.
            let gate = Gate()
            let holder = Task {
                try await database.read { db in
                    gate.wait()
                    return try db.execute("SELECT pg_advisory_unlock_all()")
                }
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
func waitForActivity(_ database: Database, _ pattern: String, count: Int) async throws {
    while try await database.value(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE \(pattern) AND pid <> pg_backend_pid()
        """) != count
    { try await Task.sleep(for: .milliseconds(5)) }
}

/// Waits until `condition` holds.
func wait(until condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(2)) }
}
