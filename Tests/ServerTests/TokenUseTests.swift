import HTTPTypes
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Postgres
import Records
import Registry
import Testing

@testable import Server

/// When tokens were last used, and how soon one that was revoked stops working elsewhere.
@Suite struct TokenUseTests {
    @Test func `the last use of a token is kept in one write for many requests, and as no act`() async throws {
        try await RunningServer.run { server in
            // The first server has written nothing of this yet: it does so every five minutes.
            for _ in 1...20 { _ = try await server.client(.officer).get("/v1/me") }
            #expect(try await server.uses() == [])
            let (acts, versions) = (try await server.count("audit.outbox"), try await server.count("registry.history"))
            var limits = ServerLimits()
            limits.lastUseSeconds = 0.2
            try await server.another(limits) { other in
                for _ in 1...20 { _ = try await other.client(.officer).get("/v1/me") }
                while try await server.uses() == [] { try await Task.sleep(for: .milliseconds(20)) }
            }
            #expect(try await server.uses().count == 1)
            #expect(try await server.count("audit.outbox") == acts)
            #expect(try await server.count("registry.history") == versions)
            let token = try #require(try await server.card(of: .officer)["tokens"]?[0])
            let (used, issued) = (token["lastUsedAt"]?.text ?? "", token["issuedAt"]?.text ?? "-")
            #expect(used > issued && Instant(text: used) != nil)
            #expect(try await server.card(of: .reviewer)["tokens"]?[0]?["lastUsedAt"] == .null)
        }
    }

    @Test func `a server that is stopped keeps the last uses first`() async throws {
        try await RunningServer.run { server in
            try await server.another { _ = try await $0.client(.inspector).get("/v1/me") }
            #expect(try await server.uses().count == 1)
        }
    }

    @Test func `a last use never moves back, and is never later than now`() async throws {
        try await RunningServer.run { server in
            let home = server.authority.actor.jurisdiction
            let token = try #require(try await server.card(of: .officer)["tokens"]?[0]?["id"]?.wholeNumber)
            func note(_ text: String) async throws -> Int {
                guard let at = Instant(text: text) else { return -1 }
                return try await server.registry.note([.init(jurisdiction: home, token: token, at: at)])
            }
            #expect(try await note("2026-01-02T00:00:00Z") == 1)
            #expect(try await note("2026-01-01T00:00:00Z") == 0)
            #expect(try await server.uses() == ["2026-01-02T00:00:00Z"])
            #expect(try await note("2999-01-01T00:00:00Z") == 1)
            #expect(try await server.uses()[0] < "2999")
            #expect(
                try await server.registry.note([
                    .init(jurisdiction: home + 1, token: token, at: Instant(microseconds: 0))
                ]) == 0)
        }
    }

    @Test func `a token that was revoked at one server stops working at another within five seconds`() async throws {
        try await RunningServer.run { server in
            let stops = try await server.stopsElsewhere(ServerLimits(), .officer)
            #expect(stops)
            var forgetful = ServerLimits()
            forgetful.signInSeconds = 60
            let stopsLate = try await !server.stopsElsewhere(forgetful, .reviewer)
            #expect(stopsLate)
        }
    }

    /// The token is revoked between being looked up and being remembered.
    @Test func `what was looked up before a revocation is not remembered after it`() async throws {
        try await RunningServer.run { server in
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let registry = server.registry
            let between = NIOLockedValueBox<(@Sendable () async throws -> Void)?>(nil)
            let signIn = BearerSignIn(registry, ServerLimits(), TokenUses(registry, ServerLimits(), quiet), nil) {
                hash in
                let found = try await registry.authenticate(tokenHash: hash)
                try await between.withLockedValue { $0.take() }?()
                return found
            }
            let card = try await server.card(of: .officer)
            let (person, token) = (card["id"]?.wholeNumber ?? 0, card["tokens"]?[0]?["id"]?.wholeNumber ?? 0)
            between.withLockedValue { between in
                between = {
                    _ = try await registry.revokeToken(
                        "\(token)", of: "\(person)", Reason("lost"), Call(by: server.authority.actor))
                    signIn.forget()
                }
            }
            let request = Request(
                head: HTTPRequest(
                    method: .get, scheme: "http", authority: "a", path: "/v1/me",
                    headerFields: [.authorization: "Bearer \(server.authority.tokens[.officer] ?? "")"]),
                body: RequestBody(buffer: ByteBuffer()))
            // This one came before.
            #expect(try await signIn.visitor(of: request).signIn.actor.person == person)
            let refusal = await #expect(throws: Refusal.self) { try await signIn.visitor(of: request) }
            #expect(refusal?.code == Refusal.signInNeeded.code)
        }
    }

    @Test func `a token with scopes has those of the person's roles alone, now and later`() async throws {
        try await RunningServer.run(.quick) { server in
            let administrator = server.client(.administrator)
            let path = "/v1/people/\(try await server.person(.officer))"
            func token(_ scopes: JSONValue) async throws -> Client {
                let issued = try await administrator.post(
                    "\(path)/tokens", ["label": "robot", "expiresInDays": 365, "scopes": scopes])
                #expect(issued.status == 201)
                return Client(port: server.port, token: try issued.json["token"]?.text)
            }
            let (all, some, none) = (
                try await token([]), try await token(["officer", "policy"]), try await token(["policy"])
            )
            #expect(try await all.get("/v1/me").json["roles"] == ["officer"])
            #expect(try await some.get("/v1/me").json["roles"] == ["officer"])
            #expect(try await none.get("/v1/me").json["roles"] == [])
            #expect(try await none.get("/v1/me").json["scopes"] == ["policy"])
            #expect(try await none.post("/v1/outlets", Samples.outlet()).status == 403)
            _ = try await administrator.post("\(path)/roles", ["role": "policy", "grant": true])
            _ = try await administrator.post("\(path)/roles", ["role": "reviewer", "grant": true])
            #expect(try await all.get("/v1/me").json["roles"] == ["officer", "policy", "reviewer"])
            #expect(try await some.get("/v1/me").json["roles"] == ["officer", "policy"])
            #expect(try await none.get("/v1/me").json["roles"] == ["policy"])
            let unknown = try await administrator.post(
                "\(path)/tokens", ["label": "robot", "expiresInDays": 365, "scopes": ["mayor"]])
            #expect(
                try unknown.errors == [
                    "/scopes/0 not_a_choice: \"mayor\" is not one of officer, reviewer, inspector, policy, administrator, intake, integrity."
                ])
        }
    }
}

extension RunningServer {
    /// Whether a token of that person, which another server has just taken, stops working there within five seconds after it was
    /// revoked here.
    fileprivate func stopsElsewhere(_ limits: ServerLimits, _ role: Role) async throws -> Bool {
        let token = try await card(of: role)
        let path = "/v1/people/\(token["id"]?.wholeNumber ?? 0)/tokens/\(token["tokens"]?[0]?["id"]?.wholeNumber ?? 0)"
        return try await another(limits) { other in
            #expect(try await other.client(role).get("/v1/me").status == 200)
            let revoked = try await client(.administrator).post("\(path)/revoke", ["reason": "lost"])
            #expect(revoked.status == 200)
            #expect(try await client(role).get("/v1/me").status == 401)
            let end = ContinuousClock.now + .seconds(5)
            while ContinuousClock.now < end {
                if try await other.client(role).get("/v1/me").status == 401 { return true }
                try await Task.sleep(for: .milliseconds(100))
            }
            return false
        }
    }

    fileprivate func uses() async throws -> [String] {
        try await database.admin.query("SELECT registry.utc(last_used_at) AS at FROM ops.token_use ORDER BY token_id") {
            try $0.map { try $0.get("at", as: String.self) }
        }
    }

    fileprivate func count(_ table: String) async throws -> Int {
        try await database.admin.query(.file("SELECT count(*) FROM \(table)")) { try $0[0].decode(Int.self, 0) }
    }
}
