import Postgres
import Records
import Server
import Testing

@Suite struct SignInTests {
    private static let words =
        "401 sign_in_needed: The request carries no access token that is good now."
        + " | Sign in (registryctl login) and send Authorization: Bearer reg_…."

    @Test func `without a good token every request is refused in the same words`() async throws {
        try await RunningServer.run(ServerLimits.withoutCache) { server in
            let good = server.authority.tokens[.officer] ?? ""
            for header in [
                "", "Basic b2ZmaWNlcjpzZWNyZXQ=", "Bearer", "Bearer reg_unknown", "Bearer \(good)x", "Bearer \(good) x",
                "Bearer \(good.dropFirst(4))",
            ] {
                let reply = try await server.client(nil).get("/v1/outlets", ["Authorization": header])
                #expect(try reply.problem == Self.words, "\(header)")
                #expect(reply.header("WWW-Authenticate") == "Bearer realm=\"registry\"")
            }
            #expect(try await server.client().get("/v1/me").status == 200)
        }
    }

    @Test func `an expired and a revoked token are refused in the same words`() async throws {
        try await RunningServer.run(ServerLimits.withoutCache) { server in
            for (role, change) in [
                (Role.officer, "expires_at = now() - interval '1 second'"), (Role.reviewer, "status = 'revoked'"),
            ] {
                #expect(try await server.client(role).get("/v1/me").status == 200)
                _ = try await server.database.admin.query(
                    .file(
                        """
                        SET session_replication_role = replica;
                        UPDATE registry.access_token AS t SET \(change) FROM registry.account AS a
                        WHERE a.id = t.account_id AND a.login = '\(role.rawValue)'
                        """)
                ) { $0.count }
                #expect(try await server.client(role).get("/v1/me").problem == Self.words)
            }
        }
    }

    @Test func `a token that is revoked or signed out with stops working at once, also while it is remembered`()
        async throws
    {
        try await RunningServer.run { server in
            let administrator = server.client(.administrator)
            let (officer, reviewer) = (server.client(.officer), server.client(.reviewer))
            #expect(try await officer.get("/v1/me").status == 200)
            let people = try await administrator.get("/v1/people").json["items"]?.items ?? []
            let person = try #require(people.first { $0["logins"] == ["officer"] })
            let number = try #require(person["tokens"]?[0]?["id"]?.wholeNumber)
            let id = person["id"]?.wholeNumber ?? 0
            let revoked = try await administrator.post(
                "/v1/people/\(id)/tokens/\(number)/revoke", ["reason": "lost"])
            #expect(revoked.status == 200)
            #expect(try revoked.json["tokens"]?[0]?["status"] == "revoked")
            #expect(try await officer.get("/v1/me").problem == Self.words)
            let out = try await reviewer.send("POST", "/v1/me/sign-out", JSONValue.object([:]).bytes())
            #expect(out.status == 200)
            #expect(try out.json["login"] == "reviewer" && out.json["status"] == "revoked")
            #expect(try await reviewer.get("/v1/me").problem == Self.words)
        }
    }

    @Test func `what is open to all needs no token`() async throws {
        try await RunningServer.run { server in
            let live = try await server.client(nil).get("/health/live").json
            #expect(live == ["status": "live"])
            let ready = try await server.client(nil).get("/health/ready").json
            #expect(ready == ["status": "ready"])
        }
    }

    @Test func `who am I tells the person, the roles and the authority`() async throws {
        try await RunningServer.run { server in
            let me = try await server.client(.inspector).get("/v1/me").json
            #expect(me["person"] == "Person inspector" && me["login"] == "inspector" && me["roles"] == ["inspector"])
            #expect(me["jurisdiction"]?["timeZone"] == "Europe/Amsterdam")
        }
    }
}

extension ServerLimits {
    /// Every request looks its token up.
    static var withoutCache: ServerLimits {
        var limits = ServerLimits()
        limits.signInSeconds = 0
        return limits
    }
}
