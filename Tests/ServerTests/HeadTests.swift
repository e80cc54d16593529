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
}
