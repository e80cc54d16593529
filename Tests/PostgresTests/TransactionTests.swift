import Postgres
import Testing

@Suite struct TransactionTests {
    @Test func `what a transaction wrote is there when it has returned`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int PRIMARY KEY, text text)")
            let written = try await database.write { db in
                try db.execute("INSERT INTO note VALUES (\(1), \("first")), (\(2), \("second"))")
            }
            #expect(written == 2)
            let texts = try await database.read { db in
                try db.rows("SELECT text FROM note WHERE id >= \(1) ORDER BY id").map { try $0[0] as String }
            }
            #expect(texts == ["first", "second"])
        }
    }

    @Test func `BEGIN, prologue and first statement see the same transaction`() async throws {
        try await Fixture.run { database in
            let seen = try await database.write(["SELECT set_config('registry.actor', \("anna"), true)"]) { db in
                try db.one(
                    "SELECT current_setting('registry.actor') || ' ' || current_setting('transaction_isolation')")
                    as String
            }
            #expect(seen == "anna serializable")
            let readOnly: String = try await database.read { try $0.one("SHOW transaction_read_only") }
            #expect(readOnly == "on")
        }
    }

    @Test func `a body that throws leaves nothing behind`() async throws {
        struct Stop: Error {}
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int)")
            await #expect(throws: Stop.self) {
                try await database.write { db in
                    try db.execute("INSERT INTO note VALUES (1)")
                    throw Stop()
                }
            }
            #expect(try await database.value("SELECT count(*) FROM note") == 0)
        }
    }

    @Test func `a dry run gives the value, checks deferred constraints and keeps nothing`() async throws {
        try await Fixture.run { database in
            try await database.define(
                """
                CREATE TABLE note (id int CONSTRAINT one_of_each UNIQUE DEFERRABLE INITIALLY DEFERRED);
                INSERT INTO note VALUES (1)
                """)
            let id = try await database.write(outcome: .rollback) { db in
                try db.one("INSERT INTO note VALUES (2) RETURNING id") as Int
            }
            #expect(id == 2)
            let refused = try await failure {
                try await database.write(outcome: .rollback) { try $0.execute("INSERT INTO note VALUES (1)") }
            }
            #expect(refused.constraint == "one_of_each")
            #expect(try await database.value("SELECT count(*) FROM note") == 1)
        }
    }

    @Test func `finish sends the last statement together with COMMIT`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, text text)")
            let id = try await database.write { db in
                try db.finish(with: "INSERT INTO note (text) VALUES (\("last")) RETURNING id")[0].decode(Int.self, 0)
            }
            #expect(id == 1)
            #expect(try await database.value("SELECT text FROM note") == "last")
        }
    }

    @Test func `a savepoint undoes its own body only`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int PRIMARY KEY)")
            let kept = try await database.write { db in
                try db.execute("INSERT INTO note VALUES (1)")
                do {
                    try db.savepoint {
                        try db.execute("INSERT INTO note VALUES (2)")
                        try db.execute("INSERT INTO note VALUES (1)")
                    }
                } catch let error as PostgresError {
                    guard error.constraint == "note_pkey" else { throw error }
                }
                try db.savepoint { _ = try db.execute("INSERT INTO note VALUES (3)") }
                return try db.rows("SELECT id FROM note ORDER BY id").map { try $0[0] as Int }
            }
            #expect(kept == [1, 3])
        }
    }

    @Test func `a transaction has as many savepoints as it likes, nested and one after the other`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int PRIMARY KEY)")
            let kept = try await database.write { db in
                func ignoringDuplicates(_ body: () throws -> Void) throws {
                    do { try body() } catch let error as PostgresError where error.constraint == "note_pkey" {}
                }
                for number in 1...500 {
                    try ignoringDuplicates {
                        try db.savepoint {
                            try db.savepoint {}
                            try db.execute("INSERT INTO note VALUES (\(number))")
                            try ignoringDuplicates {
                                try db.savepoint { _ = try db.execute("INSERT INTO note VALUES (\(number))") }
                            }
                            if number.isMultiple(of: 2) { try db.execute("INSERT INTO note VALUES (\(number))") }
                        }
                    }
                }
                return try db.rows("SELECT id FROM note ORDER BY id").map { try $0[0] as Int }
            }
            #expect(kept == Array(stride(from: 1, through: 499, by: 2)))
        }
    }

    @Test func `a failed statement that the body swallows still fails the transaction`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE note (id int PRIMARY KEY); INSERT INTO note VALUES (1)")
            let refused = try await failure {
                try await database.write { db in
                    try db.execute("INSERT INTO note VALUES (2)")
                    do { try db.execute("INSERT INTO note VALUES (1)") } catch {}
                }
            }
            #expect(refused.constraint == "note_pkey")
            #expect(try await database.value("SELECT count(*) FROM note") == 1)
        }
    }

    @Test func `several statements in one round trip give their rows in order`() async throws {
        try await Fixture.run { database in
            let counts = try await database.read { db in
                try db.pipeline(["SELECT 1", "SELECT generate_series(1, 3)", "SELECT 1 WHERE false"]).map(\.count)
            }
            #expect(counts == [1, 3, 0])
        }
    }

    @Test func `a file of statements runs inside the transaction`() async throws {
        try await Fixture.run { database in
            try await database.write { db in
                _ = try db.rows(.file("CREATE TABLE note (id int); INSERT INTO note VALUES (1), (2)"))
                try db.execute("INSERT INTO note VALUES (3)")
            }
            #expect(try await database.value("SELECT count(*) FROM note") == 3)
        }
    }

    @Test func `another number of rows than one is an error with a text`() async throws {
        try await Fixture.run { database in
            let refused = try await failure {
                let _: Int = try await database.read { try $0.one("SELECT generate_series(1, 2)") }
            }
            #expect(refused.kind == .unexpectedRowCount)
            #expect(
                refused.message
                    == "One row with one column was expected; the statement returned 2 rows with 1 columns.")
            let none: Int? = try await database.read { try $0.first("SELECT 1 WHERE false") }
            #expect(none == nil)
        }
    }
}
