import Postgres
import Testing

@Suite struct NotificationTests {
    @Test func `a listener hears what is committed and says when it may have missed some`() async throws {
        try await Fixture.run { database in
            var notes = database.notifications(on: "the job").makeAsyncIterator()
            #expect(try await notes.next() == .missed)
            try await database.write { db in
                try db.execute("SELECT pg_notify(\("the job"), \("first"))")
                try db.execute("SELECT pg_notify(\("other"), \("not for us"))")
            }
            #expect(try await notes.next() == .arrived(payload: "first"))

            let listener: Int = try await database.value(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()
                """)
            try await terminate(listener)
            #expect(try await notes.next() == .missed)
            _ = try await database.query("SELECT pg_notify(\("the job"), \("second"))") { $0.count }
            #expect(try await notes.next() == .arrived(payload: "second"))
        }
    }

    @Test func `a listener whose consumer stops gives its connection back`() async throws {
        try await Fixture.run { database in
            do {
                for try await note in database.notifications(on: "job") {
                    #expect(note == .missed)
                    break
                }
            }
            while try await database.value(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()
                """) != 0
            { try await Task.sleep(for: .milliseconds(5)) }
        }
    }
}
