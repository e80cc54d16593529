import Postgres
import Records
import Server
import Testing

@Suite struct ExchangeTests {
    @Test func `a list is compared, imported once, and exported`() async throws {
        try await RunningServer.run { server in
            let list = """
                name,kind,street,house_number,postcode,locality
                De Kade,consumption,Sint Antoniësbreestraat,1,1011HB,Amsterdam

                """
            let compared = try await server.importing(list, "profile=generic")
            #expect(compared.status == 200, "\(String(decoding: compared.body, as: UTF8.self))")
            #expect(try compared.json["new"] == 1)
            #expect(try compared.json["applied"] == false)
            let dry = try await server.importing(list, "profile=generic&apply=true&dryRun=true")
            let dryJSON = try dry.json
            #expect(dryJSON["applied"] == true && dry.header("Dry-Run") == "true")
            #expect(try await server.importing(list, "profile=generic&apply=true").json["new"] == 1)
            #expect(try await server.importing(list, "profile=generic&apply=true").json["unchanged"] == 1)

            let csv = try await server.client(.policy).get("/v1/exports/outlets")
            #expect(csv.header("Content-Type")?.hasPrefix("text/csv") == true)
            #expect(csv.header("Content-Disposition") == "attachment; filename=\"outlets.csv\"")
            let lines = String(decoding: csv.body, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 2 && lines[1].contains("Sint Antoniësbreestraat"))
            let jsonl = try await server.client(.policy).get("/v1/exports/outlets?format=jsonl")
            #expect(try BoundedJSON.parse(jsonl.body)["street"] == "Sint Antoniësbreestraat")
        }
    }

    @Test func `an import of another type, without a profile or in Latin-1 is refused`() async throws {
        try await RunningServer.run { server in
            let json = try await server.client().post("/v1/imports/outlets?profile=generic", [:])
            #expect(
                try json.problem == "415 unsupported_type: A body of type application/json is not read here."
                    + " | Send it with Content-Type: text/csv.")
            let bare = try await server.importing("a\n", "")
            #expect(
                try bare.errors == [#"/profile missing: "profile" is missing; one of amsterdam, generic is needed."#])
            let latin1 = Array("street\nAntoni".utf8) + [0xEB] + Array("s\n".utf8)
            let reply = try await server.client().send(
                "POST", "/v1/imports/outlets?profile=generic", latin1,
                ["Content-Type": "text/csv", "Idempotency-Key": "k"])
            #expect(try reply.problem.hasPrefix("400 not_utf8: "))
        }
    }

    @Test func `who lacks the role gets no export, as a problem and not as a broken stream`() async throws {
        try await RunningServer.run { server in
            let reply = try await server.client(.intake).get("/v1/exports/actions")
            #expect(
                try reply.problem
                    == "403 role_missing: To export actions the role policy or officer or reviewer is needed."
                    + " | Ask someone who has one of these roles.")
        }
    }

    @Test func `a reader that stops holds the export back, and one that hangs up frees its connection`() async throws {
        try await RunningServer.run { server in
            try await server.fillWithOutlets(100_000)
            let connection = try await RawConnection.open(server.port)
            try await connection.stopReading()
            try await connection.write(server.head("GET /v1/exports/outlets?format=jsonl", []))
            try await server.untilBusy(1)
            try await Task.sleep(for: .milliseconds(500))
            #expect(server.database.service.statistics.busy == 1)
            try await connection.close()
            try await server.untilBusy(0)
            #expect(try await server.client().get("/v1/outlets?limit=1").status == 200)
        }
    }

    @Test func `a reader that never reads on is cut off`() async throws {
        var limits = ServerLimits()
        limits.stalledSeconds = 1
        try await RunningServer.run(limits) { server in
            try await server.fillWithOutlets(100_000)
            let connection = try await RawConnection.open(server.port)
            try await connection.stopReading()
            try await connection.write(server.head("GET /v1/exports/outlets?format=jsonl", []))
            try await server.untilBusy(1)
            try await server.untilBusy(0)
            try await connection.close()
        }
    }
}

extension RunningServer {
    fileprivate func importing(_ list: String, _ query: String) async throws -> Reply {
        try await client().send(
            "POST", "/v1/imports/outlets?\(query)", Array(list.utf8),
            ["Content-Type": "text/csv", "Idempotency-Key": "key-\(query)-\(UInt32.random(in: 0...UInt32.max))"])
    }

    /// Waits until that many connections of the service are in use.
    fileprivate func untilBusy(_ count: Int) async throws {
        for _ in 0..<600 where database.service.statistics.busy != count {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(database.service.statistics.busy == count)
    }

    /// Puts outlets straight into the table: only their bulk matters here.
    fileprivate func fillWithOutlets(_ count: Int) async throws {
        _ = try await database.admin.query(
            .file(
                """
                SET session_replication_role = replica;
                INSERT INTO registry.outlet (jurisdiction_id, number, reference, name, kind, street, house_number,
                    house_number_suffix, postcode, locality, status, act, changed_by)
                SELECT \(authority.actor.jurisdiction), n, 'X-' || n, repeat('x', 100), 'unknown', 'Street', n::text, '',
                    '', '', 'active', 'register', \(authority.actor.person)
                FROM generate_series(1, \(count)) AS n;
                RESET session_replication_role
                """)
        ) { $0.count }
    }
}
