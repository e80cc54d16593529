import Postgres
import Testing

@Suite struct CommitOutcomeTests {
    private func atCommit(_ body: String, in database: Database) async throws {
        try await database.define(
            """
            CREATE TABLE note (id int);
            CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON note
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()
            """)
    }

    @Test func `a commit whose synchronous copy was given up is indeterminate`() async throws {
        try await Fixture.run { database in
            try await atCommit(
                "RAISE WARNING 'canceling wait for synchronous replication due to user request'", in: database)
            let texts = [
                try await failure { try await database.write { try $0.execute("INSERT INTO note VALUES (1)") } },
                try await failure { try await database.write { try $0.finish(with: "INSERT INTO note VALUES (2)") } },
                try await failure { try await database.query("INSERT INTO note VALUES (3)") { $0.count } },
            ].map { "\($0.kind): \($0.message)" }
            #expect(
                texts
                    == Array(
                        repeating: """
                            indeterminate: The server gave up waiting for its synchronous copy, so whether the change \
                            was kept is not known.
                            """, count: 3))
            #expect(database.statistics.indeterminate == 3)
            #expect(try await database.value("SELECT count(*) FROM note") == 3)
        }
    }

    @Test func `a connection that is lost at COMMIT leaves the outcome indeterminate`() async throws {
        try await Fixture.run { database in
            try await atCommit("PERFORM pg_terminate_backend(pg_backend_pid())", in: database)
            let unknown = try await failure {
                try await database.write { try $0.execute("INSERT INTO note VALUES (1)") }
            }
            #expect(unknown.kind == .indeterminate)
            #expect(
                unknown.message == "The connection was lost at COMMIT, so whether the change was kept is not known.")
            #expect(unknown.sqlstate == "57P01")
        }
    }

    @Test func `a refusal at COMMIT is a refusal and keeps nothing`() async throws {
        try await Fixture.run { database in
            try await atCommit(
                "RAISE EXCEPTION 'not today' USING ERRCODE = 'RG001', DETAIL = 'why', HINT = 'tomorrow'",
                in: database)
            let refused = try await failure {
                try await database.write { try $0.execute("INSERT INTO note VALUES (1)") }
            }
            #expect(refused.kind == .server)
            #expect(
                [refused.sqlstate, refused.message, refused.detail, refused.hint]
                    == ["RG001", "not today", "why", "tomorrow"])
            let direct = try await failure { try await database.query("INSERT INTO note VALUES (1)") { $0.count } }
            #expect(direct.sqlstate == "RG001")
            #expect(try await database.value("SELECT count(*) FROM note") == 0)
        }
    }

    @Test func `a lost race at COMMIT is run again`() async throws {
        try await Fixture.run { database in
            try await database.define("CREATE SEQUENCE attempt")
            try await atCommit(
                """
                IF nextval('attempt') < 4 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF
                """, in: database)
            try await database.write { try $0.execute("INSERT INTO note VALUES (1)") }
            _ = try await database.write { try $0.finish(with: "INSERT INTO note VALUES (2)") }
            #expect(try await database.value("SELECT count(*) FROM note") == 2)
            #expect(database.statistics.retries == 3)
        }
    }

    @Test func `a race lost thirteen times is given back`() async throws {
        try await Fixture.run { database in
            let refused = try await failure {
                try await database.write { db in
                    _ = try db.rows(.file("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END $$"))
                }
            }
            #expect(refused.sqlstate == "40P01")
            #expect(database.statistics.retries == 12)
        }
    }
}
