import Logging
import Postgres
import ServiceLifecycle
import Testing

@Suite struct PoolTests {
    @Test func `a caller beyond the line's length is refused at once`() async throws {
        try await Fixture.run(poolSize: 1, { $0.maximumWaiting = 1 }) { database in
            let gate = Gate()
            let holder = Task { try await database.write { _ in gate.wait() } }
            try await wait { database.statistics.busy == 1 }
            let waiter = Task { try await database.value("SELECT 1", as: Int.self) }
            try await wait { database.statistics.waiting == 1 }
            let refused = try await failure { try await database.value("SELECT 2", as: Int.self) }
            #expect(refused.kind == .poolExhausted)
            #expect(
                refused.message
                    == "No database connection was free: all 1 are in use and 1 callers wait already; try again later.")
            gate.open()
            try await holder.value
            #expect(try await waiter.value == 1)
        }
    }

    @Test func `a caller who has waited too long is refused`() async throws {
        try await Fixture.run(poolSize: 1) { database in _ = try await database.value("SELECT 1", as: Int.self) }
        try await Fixture.run(poolSize: 1, { $0.acquireTimeout = .milliseconds(200) }) { database in
            // The first use opens the connection, which may itself take longer than the line's patience.
            while true {
                do { if try await database.value("SELECT 1") == 1 { break } } catch {}
            }
            let gate = Gate()
            let holder = Task { try await database.write { _ in gate.wait() } }
            try await wait { database.statistics.busy == 1 }
            let refused = try await failure { try await database.write { try $0.execute("SELECT 1") } }
            #expect(refused.kind == .poolExhausted)
            #expect(
                refused.message
                    == "No database connection became free within 200 ms; all 1 are in use; try again later.")
            gate.open()
            try await holder.value
        }
    }

    @Test func `connections are handed out first come, first served`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            try await database.define("CREATE TABLE arrival (turn int GENERATED ALWAYS AS IDENTITY, caller int)")
            let gate = Gate()
            let holder = Task { try await database.write { _ in gate.wait() } }
            try await wait { database.statistics.busy == 1 }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 1...12 {
                    group.addTask {
                        try await arrive(caller, database)
                    }
                    try await wait { database.statistics.waiting == caller }
                }
                gate.open()
                try await group.waitForAll()
            }
            try await holder.value
            let callers: [Int] = try await database.value("SELECT array_agg(caller ORDER BY turn) FROM arrival")
            #expect(callers == Array(1...12))
        }
    }

    @Test func `a connection past its age is replaced`() async throws {
        try await Fixture.run(poolSize: 1, { $0.maximumAge = .nanoseconds(1) }) { database in
            let first: Int = try await database.value("SELECT pg_backend_pid()")
            #expect(try await database.value("SELECT pg_backend_pid()") != first)
            #expect(database.statistics.opened == 2)
        }
    }

    @Test func `the statistics tell what the pool has done`() async throws {
        try await Fixture.run(poolSize: 2) { database in
            _ = try await database.value("SELECT 1", as: Int.self)
            let statistics = database.statistics
            #expect([statistics.idle, statistics.busy, statistics.waiting] == [1, 0, 0])
            #expect([statistics.opened, statistics.closed, statistics.retries] == [1, 0, 0])
        }
    }

    @Test func `a closed database lets running work finish and refuses the rest`() async throws {
        let database = try await Fixture.make().database
        let gate = Gate()
        let running = Task {
            try await database.write { db in
                gate.wait()
                return try db.one("SELECT 5") as Int
            }
        }
        try await wait { database.statistics.busy == 1 }
        let closing = Task { await database.close() }
        while true {
            do {
                _ = try await database.value("SELECT 1", as: Int.self)
            } catch {
                let refused = try #require(error as? PostgresError)
                #expect(refused.kind == .closed)
                #expect(refused.message == "The database connections were closed; no statement was sent.")
                break
            }
        }
        gate.open()
        #expect(try await running.value == 5)
        await closing.value
        #expect(database.statistics.idle == 0)
    }

    @Test func `as a service it ends with a graceful shutdown`() async throws {
        let database = try await Fixture.make().database
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: database)], logger: .silent))
        let running = Task { try await group.run() }
        #expect(try await database.value("SELECT 1") == 1)
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(try await failure { try await database.value("SELECT 1", as: Int.self) }.kind == .closed)
    }

    @Test func `a connection keeps a limited number of statements prepared`() async throws {
        try await Fixture.run(poolSize: 1, { $0.preparedStatements = 4 }) { database in
            for _ in 0..<3 {
                for number in 0..<10 {
                    let column = "c\(number)"
                    #expect(try await database.value("SELECT \(number)::int AS \(identifier: column)") == number)
                    let doubled: Int = try await database.read {
                        try $0.one("SELECT 2 * \(number)::int AS \(identifier: column)")
                    }
                    #expect(doubled == 2 * number)
                }
            }
            let kept: Int = try await database.value("SELECT count(*) FROM pg_prepared_statements")
            #expect(kept <= 4)
        }
    }

    @Test func `a statement prepared before a change of the schema is prepared again`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            try await database.define("CREATE TABLE note (a int); INSERT INTO note VALUES (1)")
            for columns in [["a"], ["a", "b"], ["a", "b", "c"]] {
                #expect(try await database.query("SELECT * FROM note") { $0.columns } == columns)
                try await database.define("ALTER TABLE note ADD COLUMN \(["b", "c", "d"][columns.count - 1]) int")
                #expect(
                    try await database.read { try $0.rows("SELECT * FROM note").columns.count } == columns.count + 1)
            }
        }
    }

    @Test func `sessions run with the formats and limits the client relies on`() async throws {
        try await Fixture.run({ $0.onConnect = ["SET search_path = pg_catalog"] }) { database in
            let settings: [String] = try await database.value(
                """
                SELECT array_agg(name || '=' || setting ORDER BY name) FROM pg_settings WHERE name IN
                ('TimeZone', 'IntervalStyle', 'statement_timeout', 'lock_timeout', 'search_path',
                 'idle_in_transaction_session_timeout', 'application_name', 'client_encoding', 'lc_messages')
                """)
            #expect(
                settings == [
                    "IntervalStyle=iso_8601", "TimeZone=UTC", "application_name=registryd", "client_encoding=UTF8",
                    "idle_in_transaction_session_timeout=10000", "lc_messages=C", "lock_timeout=2000",
                    "search_path=pg_catalog", "statement_timeout=30000",
                ])
        }
    }
}

/// Writes down that it was this caller's turn, by both ways to a connection in turn.
private func arrive(_ caller: Int, _ database: Database) async throws {
    if caller % 2 == 0 {
        _ = try await database.query("INSERT INTO arrival (caller) VALUES (\(caller))") { $0.count }
    } else {
        try await database.write { try $0.execute("INSERT INTO arrival (caller) VALUES (\(caller))") }
    }
}

extension Logger {
    /// Logs nothing.
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
