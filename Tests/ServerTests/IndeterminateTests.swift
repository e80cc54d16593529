import Records
import Testing

@Suite struct IndeterminateTests {
    @Test func `a change whose fate is not known says how to send it again, and is done once`() async throws {
        try await RunningServer.run { server in
            let before = try await server.registerOutlet(1)
            try await server.loseConnectionsAtCommit(of: "registry.outlet")
            try await server.loseConnectionsAtCommit(of: "registry.inspection")
            let path = "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b"
            let visit: JSONValue = [
                "outlet": .string(before.reference), "kind": "unannounced", "outcome": "nobody_there",
                "startedAt": "2026-10-01T12:00:00Z", "findings": [],
            ]
            let inspector = server.client(.inspector)
            #expect(
                try await server.client().post("/v1/outlets", Samples.outlet(2)).problem
                    == Self.unknown + "Send the same request with the same Idempotency-Key: it is done once at most.")
            #expect(
                try await inspector.send("PUT", path, visit.bytes()).problem
                    == Self.unknown + "Send the same request to the same id: it is done once at most.")
            #expect(
                try await server.client().patch(
                    "/v1/outlets/\(before.reference)", ["name": "De Brug", "reason": "The name on the front."],
                    ifMatch: before.etag
                ).problem == Self.unknown + "Send the same request with the same If-Match: it is done once at most.")
            _ = try await server.database.admin.query("DROP FUNCTION ops.end_backend() CASCADE") { $0.count }
            #expect(try await inspector.send("PUT", path, visit.bytes()).status == 201)
            #expect(try await inspector.send("PUT", path, visit.bytes()).status == 200)
        }
    }

    private static let unknown =
        "503 commit_indeterminate: The connection to the database broke while the change was being kept; "
        + "whether it was is not known. | "
}

extension RunningServer {
    /// From now on the backend that writes a row of `table` ends itself at COMMIT.
    fileprivate func loseConnectionsAtCommit(of table: String) async throws {
        _ = try await database.admin.query(
            """
            CREATE OR REPLACE FUNCTION ops.end_backend() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """
        ) { $0.count }
        _ = try await database.admin.query(
            .file(
                """
                CREATE CONSTRAINT TRIGGER end_backend AFTER INSERT OR UPDATE ON \(table)
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ops.end_backend()
                """)
        ) { $0.count }
    }
}
