import Records
import Sealing
import Testing

@Suite struct IdempotencyTests {
    @Test func `the same key with the same body gives the stored answer and does nothing again`() async throws {
        try await RunningServer.run { server in
            let key = ["Idempotency-Key": "0193-one"]
            let first = try await server.client().post("/v1/outlets", Samples.outlet(), key)
            let second = try await server.client().post("/v1/outlets", Samples.outlet(), key)
            #expect(first.status == 201 && first.header("Idempotency-Replayed") == nil)
            #expect(second.status == 201 && second.header("Idempotency-Replayed") == "true")
            #expect(first.body == second.body)
            #expect(second.header("Location") == first.header("Location"))
            #expect(second.header("ETag") == first.header("ETag"))
            #expect(try await server.client().get("/v1/outlets").json["items"]?.items?.count == 1)
        }
    }

    @Test func `what is kept of a request to know it again says nothing of a contact`() async throws {
        try await RunningServer.run { server in
            let key = try #require(ContactKey(newNamed: "officers"))
            _ = try await server.client(.administrator).post(
                "/v1/contact-keys", ["publicKey": .string(key.publicHalf.text)])
            _ = try await server.client(.reviewer).post("/v1/contact-keys/officers/confirmation", [:])
            func report(_ phone: String, _ key: String) async throws -> Reply {
                try await server.client(.intake).post(
                    "/v1/nuisance-reports",
                    [
                        "category": "noise", "occurredAt": "2026-03-01T22:00:00+01:00", "address": "Plein 1",
                        "description": "Music.", "contact": ["phone": .string(phone)],
                    ], ["Idempotency-Key": key])
            }
            _ = try await report("020 555 0100", "k-1")
            _ = try await report("020 555 0199", "k-2")
            let digests = try await server.database.admin.query(
                "SELECT count(DISTINCT request_digest) FROM ops.idempotency WHERE key IN ('k-1', 'k-2')"
            ) { try $0[0].decode(Int.self, 0) }
            #expect(digests == 1)
            #expect(try await report("020 555 0100", "k-1").header("Idempotency-Replayed") == "true")
        }
    }

    @Test func `the same key with another body is refused, and so is a request without a key`() async throws {
        try await RunningServer.run { server in
            let key = ["Idempotency-Key": "0193-one"]
            _ = try await server.client().post("/v1/outlets", Samples.outlet(1), key)
            let other = try await server.client().post("/v1/outlets", Samples.outlet(2), key)
            #expect(
                try other.problem
                    == "422 idempotency_key_reused: The idempotency key 0193-one was used for another request."
                    + " | Send the same request again under it, or make a new key for the new request.")
            let none = try await server.client().post("/v1/outlets", Samples.outlet(2), ["Idempotency-Key": ""])
            #expect(
                try none.problem == "400 idempotency_key_missing: The request has no Idempotency-Key, "
                    + "so sending it twice would do it twice. | Add the header Idempotency-Key with a new UUID, "
                    + "and keep it when you send the same request again.")
            let long = try await server.client().post(
                "/v1/outlets", Samples.outlet(2), ["Idempotency-Key": String(repeating: "k", count: 256)])
            #expect(
                try long.problem == "400 idempotency_key_unfit: The Idempotency-Key has 256 characters; "
                    + "1 to 255 are taken. | Use a UUID.")
        }
    }

    @Test func `a request without a key tells what else is wrong, and a body that is too large first`() async throws {
        try await RunningServer.run { server in
            let none = try await server.client().post(
                "/v1/parties", ["kind": "legal", "nmae": "A"], ["Idempotency-Key": ""])
            #expect(
                try none.errors == [
                    " idempotency_key_missing: The request has no Idempotency-Key, so sending it twice would do it twice."
                        + " Add the header Idempotency-Key with a new UUID, and keep it when you send the same request again.",
                    #"/name missing: "name" is missing; a text of 1 to 200 characters is needed."#,
                    #"/nmae unknown_field: There is no field "nmae" here. Did you mean "name"?"#,
                ])
            let large = try await server.client().send(
                "POST", "/v1/parties", [UInt8](repeating: 32, count: 1_048_577), ["Idempotency-Key": ""])
            #expect(
                try large.problem == "413 body_too_large: The body has 1048577 bytes; at most 1048576 are taken here."
                    + " | Send it in smaller parts.")
        }
    }

    @Test func `the key of one person means nothing for another`() async throws {
        try await RunningServer.run { server in
            let key = ["Idempotency-Key": "0193-one"]
            let other = try await Authority.establish(server.registry, code: "0518")
            let foreign = Client(port: server.port, token: other.tokens[.officer])
            let mine = try await server.client().post("/v1/parties", ["kind": "legal", "name": "A"], key)
            let theirs = try await foreign.post("/v1/parties", ["kind": "legal", "name": "B"], key)
            #expect(mine.status == 201 && theirs.status == 201)
            #expect(try theirs.json["name"] == "B")
        }
    }

    @Test func `eight requests at once with one key do it once`() async throws {
        try await RunningServer.run { server in
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await server.client().post("/v1/outlets", Samples.outlet(), ["Idempotency-Key": "same"])
                    }
                }
                return try await group.reduce(into: [Reply]()) { $0.append($1) }
            }
            #expect(replies.allSatisfy { $0.status == 201 })
            #expect(Set(replies.map(\.body)).count == 1)
            #expect(try await server.client().get("/v1/outlets").json["items"]?.items?.count == 1)
        }
    }

    @Test func `a dry run answers as if done, and keeps nothing`() async throws {
        try await RunningServer.run { server in
            let key = ["Idempotency-Key": "0193-dry"]
            let dry = try await server.client().post("/v1/outlets?dryRun=true", Samples.outlet(), key)
            #expect(dry.status == 201 && dry.header("Dry-Run") == "true")
            #expect(try dry.json["street"] == "Sint Antoniësbreestraat")
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
            let real = try await server.client().post("/v1/outlets", Samples.outlet(), key)
            #expect(real.status == 201 && real.header("Dry-Run") == nil && real.header("Idempotency-Replayed") == nil)
        }
    }
}
