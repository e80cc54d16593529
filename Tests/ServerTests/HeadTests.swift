import Records
import Testing

/// What the target and the head of a request say, and what is not guessed.
@Suite struct HeadTests {
    @Test func `a parameter without a value changes nothing`() async throws {
        try await RunningServer.run { server in
            for target in ["/v1/outlets?dryRun=", "/v1/outlets?dryRun"] {
                let reply = try await server.client().post(target, Samples.outlet())
                #expect(reply.status == 400)
                #expect(
                    try reply.errors == [
                        "/dryRun no_value: The parameter \"dryRun\" has no value; write one, or leave it out."
                    ])
            }
            #expect(try await server.client().get("/v1/outlets?status=").json["items"] == [])
        }
    }

    @Test func `a change with two keys, and a packed body, are refused`() async throws {
        try await RunningServer.run { server in
            let body = String(decoding: Samples.outlet().bytes(), as: UTF8.self)
            let length = "Content-Length: \(body.utf8.count)"
            let connection = try await RawConnection.open(server.port)
            try await connection.write(
                server.head(
                    "POST /v1/outlets",
                    ["Idempotency-Key: a", "Idempotency-Key: b", "Connection: close", length]) + body)
            #expect(
                try await connection.untilClosed().problem
                    == "400 idempotency_key_twice: The request has 2 Idempotency-Keys; it is known by one. | Send one.")
            let packed = try await server.client().post(
                "/v1/outlets", Samples.outlet(), ["Content-Encoding": "gzip"])
            #expect(
                try packed.problem
                    == "415 unsupported_encoding: A body with Content-Encoding: gzip is not read here; nothing was done."
                    + " | Send it as it is, without Content-Encoding.")
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
        }
    }
}
