import Postgres
import Synchronization
import Testing

@Suite struct CopyInTests {
    struct Broken: Error {}

    @Test func `a long stream is loaded whole, in one transaction with what comes before it`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            try await database.copyIn([], "COPY staged FROM STDIN (FORMAT csv)", Producer(chunks: 1))
            let rows = try await database.copyIn(
                ["DELETE FROM staged"], "COPY staged FROM STDIN (FORMAT csv)", Producer(chunks: 5000))
            #expect(rows == 500_000)
            #expect(try await database.value("SELECT count(*) FROM staged") == 500_000)
            #expect(try await database.value("SELECT text FROM staged WHERE id = 499999") == "say \"hé\"")
            #expect(try await database.copyIn([], "COPY staged FROM STDIN", Producer(chunks: 0)) == 0)
            #expect(database.statistics.opened == 1)
        }
    }

    @Test func `no more is asked for than the server takes`() async throws {
        try await Fixture.run({ $0.lockTimeout = .seconds(60) }) { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            let gate = Gate()
            let holder = Task {
                try await database.write { db in
                    try db.execute("INSERT INTO staged VALUES (0)")
                    gate.wait()
                }
            }
            try await wait {
                try await database.value(
                    """
                    SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database
                    WHERE datname = current_database() AND relation = 'staged'::regclass
                        AND mode = 'RowExclusiveLock'
                    """) == 1
            }
            // The first row waits for the holder's, so the server takes no more than the buffers between hold.
            let producer = Producer(chunks: 20_000)
            let load = Task { try await database.copyIn([], "COPY staged FROM STDIN (FORMAT csv)", producer) }
            var taken = -1
            try await wait {
                let before = taken
                taken = producer.taken
                try await Task.sleep(for: .milliseconds(300))
                return taken > 0 && taken == before
            }
            #expect(taken < 10_000)
            gate.open()
            try await holder.value
            #expect(try await failure { try await load.value }.sqlstate == "23505")
            #expect(try await database.value("SELECT count(*) FROM staged") == 1)
        }
    }

    @Test func `an error of the producer ends the COPY and nothing is kept`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            await #expect(throws: Broken.self) {
                try await database.copyIn(
                    ["INSERT INTO staged VALUES (-1)"], "COPY staged FROM STDIN (FORMAT csv)",
                    Producer(chunks: 5000, failsAt: 4000))
            }
            #expect(try await database.value("SELECT count(*) FROM staged") == 0)
            #expect(database.statistics.opened == 1)
            #expect(database.statistics.busy == 0)
        }
    }

    @Test func `a cancelled task keeps nothing, also when its stream then seems to end`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
            source.yield(Producer.chunk(0))
            let load = Task { try await database.copyIn([], "COPY staged FROM STDIN (FORMAT csv)", chunks) }
            try await waitForActivity(database, "COPY staged%", count: 1)
            load.cancel()
            let cancelled = try await failure { try await load.value }
            #expect(cancelled.kind == .cancelled)
            #expect(cancelled.message == "The task was cancelled; the transaction has been rolled back.")
            try await waitForActivity(database, "COPY staged%", count: 0)
            try await wait { database.statistics.busy == 0 }
            #expect(try await database.value("SELECT count(*) FROM staged") == 0)
        }
    }

    @Test func `what the server refuses is told before the stream ends, without the values`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            let missing = try await failure {
                try await database.copyIn([], "COPY missing FROM STDIN", Producer(chunks: 9))
            }
            #expect(missing.message == "relation \"missing\" does not exist")
            let other = try await failure { try await database.copyIn([], "SELECT 1", Producer(chunks: 9)) }
            #expect(other.message == "The statement is not a COPY in the direction that was asked for.")
            let producer = Producer(chunks: .max, wrongAt: 10)
            let wrong = try await failure {
                try await database.copyIn([], "COPY staged FROM STDIN (FORMAT csv)", producer)
            }
            #expect(wrong.message == "invalid input syntax for type integer: \"…\"")
            #expect(!"\(wrong)".contains("secret"))
            #expect(try await database.value("SELECT count(*) FROM staged") == 0)
            #expect(database.statistics.opened == 1)
        }
    }

    @Test func `a connection that breaks midway is an error and keeps nothing`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
            source.yield(Producer.chunk(0))
            let load = Task { try await database.copyIn([], "COPY staged FROM STDIN (FORMAT csv)", chunks) }
            try await waitForActivity(database, "COPY staged%", count: 1)
            _ = try await database.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'COPY staged%' AND pid <> pg_backend_pid()
                """
            ) { $0.count }
            try await waitForActivity(database, "COPY staged%", count: 0)
            source.finish()
            #expect(try await failure { try await load.value }.kind == .connectionLost)
            #expect(try await database.value("SELECT count(*) FROM staged") == 0)
        }
    }
}

/// A hundred rows of CSV per chunk, each made when it is asked for.
private struct Producer: AsyncSequence, Sendable {
    let chunks: Int
    var failsAt: Int?
    var wrongAt: Int?
    private let count = Count()

    init(chunks: Int, failsAt: Int? = nil, wrongAt: Int? = nil) {
        self.chunks = chunks
        self.failsAt = failsAt
        self.wrongAt = wrongAt
    }

    /// How many chunks have been asked for.
    var taken: Int { count.value.load(ordering: .relaxed) }

    static func chunk(_ number: Int) -> [UInt8] {
        (0..<100).flatMap { Array("\(number * 100 + $0),\"say \"\"hé\"\"\"\n".utf8) }
    }

    func makeAsyncIterator() -> Iterator { Iterator(producer: self) }

    struct Iterator: AsyncIteratorProtocol {
        let producer: Producer
        var number = 0

        mutating func next() async throws -> [UInt8]? {
            guard number < producer.chunks else { return nil }
            if number == producer.failsAt { throw CopyInTests.Broken() }
            defer { number += 1 }
            producer.count.value.add(1, ordering: .relaxed)
            return number == producer.wrongAt ? Array("secret,x\n".utf8) : Producer.chunk(number)
        }
    }

    private final class Count: Sendable {
        let value = Atomic<Int>(0)
    }
}
