import Dispatch
import Postgres
import TestSupport
import Testing

@Suite struct LostConnectionTests {
    @Test func `a connection that was ended while idle is replaced unseen`() async throws {
        try await Fixture.run(poolSize: 1) { database in
            for _ in 0..<2 {
                let first: Int = try await database.value("SELECT pg_backend_pid()")
                try await terminate(first)
                #expect(try await database.value("SELECT pg_backend_pid()") != first)
                let second: Int = try await database.write { try $0.one("SELECT pg_backend_pid()") }
                try await terminate(second)
                let third: Int = try await database.write { try $0.one("SELECT pg_backend_pid()") }
                #expect(third != second)
            }
        }
    }

    @Test func `a connection that is ended mid statement is reported and nothing is kept`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int)")
            let lost = try await failure {
                try await database.write { db in
                    try db.execute("INSERT INTO note VALUES (1)")
                    try db.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(lost.kind == .connectionLost)
            #expect(lost.sqlstate == "57P01")
            let direct = try await failure {
                try await database.query("SELECT pg_terminate_backend(pg_backend_pid())") { $0.count }
            }
            #expect(direct.kind == .connectionLost)
            #expect(direct.message == "terminating connection due to administrator command")
            #expect(try await database.value("SELECT count(*) FROM note") == 0)
        }
    }

    @Test func `a connection that is ended between two statements of a transaction is reported`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int)")
            let lost = try await failure {
                try await database.write { db in
                    try db.execute("INSERT INTO note VALUES (1)")
                    let pid: Int = try db.one("SELECT pg_backend_pid()")
                    let ended = DispatchSemaphore(value: 0)
                    Task {
                        try await terminate(pid)
                        ended.signal()
                    }
                    ended.wait()
                    try db.execute("INSERT INTO note VALUES (2)")
                }
            }
            #expect(lost.kind == .connectionLost)
            #expect(try await database.value("SELECT count(*) FROM note") == 0)
        }
    }

    @Test func `after a restart of the server every path works again`() async throws {
        let cluster = try await ScratchCluster.start()
        let database = Database(
            DatabaseConfiguration(connectionString: cluster.connectionString(), poolSize: 3), logger: .silent)
        for mode in ["fast", "immediate"] {
            #expect(try await database.value("SELECT 1") == 1)
            #expect(try await database.write { try $0.one("SELECT 2") } == 2)
            try await cluster.stopServer(mode: mode)
            let refused = try await failure { try await database.value("SELECT 1", as: Int.self) }
            #expect(refused.kind == .connectionLost)
            #expect(refused.message.hasPrefix("No connection to PostgreSQL could be opened: "))
            try await cluster.startServer()
        }
        #expect(try await database.value("SELECT 1") == 1)
        #expect(try await database.write { try $0.one("SELECT 2") } == 2)
        await database.close()
        try await cluster.remove()
    }

    @Test func `everybody who waits for a connection that cannot be opened is told why`() async throws {
        let database = Database(
            DatabaseConfiguration(connectionString: "host=/nonexistent dbname=none", poolSize: 2), logger: .silent)
        let kinds = await withTaskGroup(of: PostgresError.Kind?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await database.value("SELECT 1", as: Int.self)
                        return nil
                    } catch { return (error as? PostgresError)?.kind }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds == Array(repeating: .connectionLost, count: 20))
        await database.close()
    }
}

/// Ends a session and waits until it is gone.
func terminate(_ pid: Int) async throws {
    let admin = Database(
        DatabaseConfiguration(connectionString: try await ScratchCluster.shared().connectionString(), poolSize: 1),
        logger: .silent)
    let ended: Bool = try await admin.value("SELECT pg_terminate_backend(\(pid), 10000)")
    #expect(ended)
    await admin.close()
}
