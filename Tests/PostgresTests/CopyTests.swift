import Postgres
import Testing

@Suite struct CopyTests {
    struct HungUp: Error {}

    @Test func `rows stream out chunk by chunk and add up`() async throws {
        try await Fixture.run { database in
            let sink = Sink()
            let bytes = try await database.copyOut(
                ["SELECT set_config('registry.note', 'x', true)"],
                "COPY (SELECT n, \("a'b")::text FROM generate_series(1, \(200_000)) AS n) TO STDOUT (FORMAT csv)"
            ) { await sink.take($0) }
            let lines = await sink.text.split(separator: "\n")
            #expect(bytes == (await sink.text).utf8.count)
            #expect(lines.count == 200_000)
            #expect(lines.first == "1,a'b")
            #expect(lines.last == "200000,a'b")
            #expect(await sink.chunks > 10)
            #expect(try await database.value("SELECT 1") == 1)
        }
    }

    @Test func `a consumer that gives up stops the server's work`() async throws {
        try await Fixture.run { database in
            let copy: SQL = "COPY (SELECT generate_series(1, 1000000000)) TO STDOUT"
            await #expect(throws: HungUp.self) {
                try await database.copyOut([], copy) { _ in throw HungUp() }
            }
            let cancelled = Task {
                try await database.copyOut([], copy) { _ in try await Task.sleep(for: .seconds(600)) }
            }
            try await waitForActivity(database, "COPY (SELECT generate_series%", count: 1)
            cancelled.cancel()
            #expect(try await failure { try await cancelled.value }.kind == .cancelled)
            try await waitForActivity(database, "COPY (SELECT generate_series%", count: 0)
            try await wait { database.statistics.busy == 0 }
            #expect(database.statistics.closed == 2)
        }
    }

    @Test func `a COPY the server refuses is an error, before and during the stream`() async throws {
        try await Fixture.run { database in
            let before = try await failure { try await database.copyOut([], "COPY missing TO STDOUT") { _ in } }
            #expect(before.message == "relation \"missing\" does not exist")
            let during = try await failure {
                try await database.copyOut(
                    [], "COPY (SELECT 1 / (50000 - n) FROM generate_series(1, 60000) n) TO STDOUT"
                ) {
                    _ in
                }
            }
            #expect(during.sqlstate == "22012")
            let other = try await failure { try await database.copyOut([], "SELECT 1") { _ in } }
            #expect(other.message == "The statement is not a COPY in the direction that was asked for.")
        }
    }

    @Test func `rows stream in inside a transaction, all or nothing`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE TABLE staged (id int PRIMARY KEY, text text)")
            let loaded = try await database.write { db in
                let rows = try db.copyIn(
                    "COPY staged FROM STDIN (FORMAT csv)",
                    (0..<100).lazy.map { part in
                        (0..<100).flatMap { Array("\(part * 100 + $0),\"say \"\"hé\"\"\"\n".utf8) }
                    })
                try db.execute("UPDATE staged SET id = id + 1000000 WHERE id = 0")
                return rows
            }
            #expect(loaded == 10_000)
            #expect(try await database.value("SELECT text FROM staged WHERE id = 1000000") == "say \"hé\"")
            let refused = try await failure {
                try await database.write { db in
                    try db.execute("DELETE FROM staged")
                    return try db.copyIn("COPY staged FROM STDIN (FORMAT csv)", [Array("1,a\nsecret,b\n".utf8)])
                }
            }
            #expect(refused.message == "invalid input syntax for type integer: \"…\"")
            #expect(!"\(refused)".contains("secret"))
            #expect(try await database.value("SELECT count(*) FROM staged") == 10_000)
        }
    }
}

/// Collects what a COPY gives.
private actor Sink {
    var bytes: [UInt8] = []
    var chunks = 0

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func take(_ chunk: [UInt8]) {
        bytes += chunk
        chunks += 1
    }
}
