import Records
import Registry
import Testing
import TestSupport

/// What large requests and answers cost the running program, measured from outside.
@Suite struct MemoryTests {
    private static let bound = 64 << 20

    @Test func `bodies of 200 MB are refused as problems and cost little memory`() async throws {
        try await withTestDatabase { database in
            let authority = try await Authority.establish(
                Registry(database: database.service, contextKey: database.contextKey, packs: .reading()))
            try await ServiceProcess.run(over: database) { service in
                let token = authority.tokens[.officer] ?? ""
                let client = Client(port: service.port, token: token)
                #expect(try await client.get("/v1/outlets").json["items"] == [])
                try service.forgetPeak()
                let before = try service.memory("VmRSS")
                for (target, type, limit) in [
                    ("/v1/outlets", "application/json", 1_048_576),
                    ("/v1/imports/outlets?profile=generic", "text/csv", 20_971_520),
                ] {
                    for framing in ["Content-Length: 200000000", "Transfer-Encoding: chunked"] {
                        let head = [
                            "POST \(target) HTTP/1.1", "Host: 127.0.0.1", "Authorization: Bearer \(token)",
                            "Content-Type: \(type)", "Idempotency-Key: k", framing,
                        ]
                        let reply = try await Self.pour(head, to: service.port)
                        #expect(reply.hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"), "\(target) \(framing)")
                        #expect(reply.lowercased().contains("\r\ncontent-type: application/problem+json\r\n"))
                        #expect(
                            reply.contains("The body has 200000000 bytes; at most \(limit) are taken here.")
                                || reply.contains("The body has more than the \(limit) bytes that are taken here."))
                    }
                }
                let growth = try service.memory("VmHWM") - before
                #expect(growth < Self.bound, "\(growth >> 20) MiB more")
                #expect(try await client.get("/v1/outlets").json["items"] == [])
            }
        }
    }

    @Test func `an export of more than 40 MB costs little memory, also when the reader is slow`() async throws {
        try await withTestDatabase { database in
            let authority = try await Authority.establish(
                Registry(database: database.service, contextKey: database.contextKey, packs: .reading()))
            try await Self.fill(database, authority.actor, 120_000)
            try await ServiceProcess.run(over: database) { service in
                let client = Client(port: service.port, token: authority.tokens[.officer])
                #expect(try await client.get("/v1/outlets?limit=1").status == 200)
                try service.forgetPeak()
                let before = try service.memory("VmRSS")
                let slow = try await RawConnection.open(service.port)
                try await slow.stopReading()
                try await slow.write(
                    "GET /v1/exports/outlets?format=jsonl HTTP/1.1\r\nHost: x\r\n"
                        + "Authorization: Bearer \(authority.tokens[.officer] ?? "")\r\n\r\n")
                let export = try await client.get("/v1/exports/outlets?format=jsonl")
                #expect(export.body.count > 40_000_000)
                #expect(export.body.count { $0 == UInt8(ascii: "\n") } == 120_000)
                try await slow.close()
                let growth = try service.memory("VmHWM") - before
                #expect(growth < Self.bound, "\(growth >> 20) MiB more")
            }
        }
    }

    /// Sends the head and up to 200 MB of spaces, for as long as they are taken; gives what came back.
    private static func pour(_ head: [String], to port: Int) async throws -> String {
        let connection = try await RawConnection.open(port)
        try await connection.write(head.joined(separator: "\r\n") + "\r\n\r\n")
        let part = [UInt8](repeating: UInt8(ascii: " "), count: 65536)
        let isChunked = head.contains("Transfer-Encoding: chunked")
        let chunk = isChunked ? Array("10000\r\n".utf8) + part + Array("\r\n".utf8) : part
        var sent = 0
        while sent < 200_000_000 {
            // The write fails once the server has closed; that is what is tested.
            guard (try? await connection.write(chunk)) != nil else { break }
            sent += part.count
        }
        #expect(sent < 100_000_000)
        return await connection.untilClosed()
    }

    /// Puts outlets straight into the table: only their bulk matters here.
    private static func fill(_ database: TestDatabase, _ actor: Actor, _ count: Int) async throws {
        _ = try await database.admin.query(
            .file(
                """
                SET session_replication_role = replica;
                INSERT INTO registry.outlet (jurisdiction_id, number, reference, name, kind, street, house_number,
                    status, act, changed_by)
                SELECT \(actor.jurisdiction), n, 'X-' || n, repeat('x', 150), 'unknown', 'Street', n::text, 'active',
                    'register', \(actor.person)
                FROM generate_series(1, \(count)) AS n;
                RESET session_replication_role
                """)
        ) { $0.count }
    }
}
