import Logging
import Postgres
import Records
import Registry
import Testing

@testable import Server

/// Signing in with a credential, and what comes of it.
@Suite struct SessionTests {
    private static let refused =
        "401 sign_in_refused: Nobody was signed in: the login and the credential don't go together now."
        + " | Check both; an administrator issues another credential."

    @Test func `a credential is exchanged for a session of twelve hours, which is the person's and nobody else's`()
        async throws
    {
        try await RunningServer.run(.quick) { server in
            let (credential, number) = try await server.credential(of: .officer)
            let opened = try await server.signIn("officer", credential)
            #expect(opened.status == 201)
            let token = try #require(try opened.json["token"]?.text)
            #expect(try TokenText(reading: token).text == token)
            let session = Client(port: server.port, token: token)
            let me = try await session.get("/v1/me").json
            #expect(me["login"] == "officer" && me["tokenKind"] == "session" && me["roles"] == ["officer"])
            let hours = try await server.database.admin.query(
                "SELECT extract(epoch FROM expires_at - issued_at)::int / 3600 FROM registry.access_token WHERE kind = 'session'"
            ) { try $0[0].decode(Int.self, 0) }
            #expect(hours == 12 || hours == 11)
            let again = try await server.signIn("officer", credential.lowercased().replacing("-", with: " "))
            #expect(again.status == 201)
            #expect(try again.json["token"] != opened.json["token"])
            let out = try await session.send("POST", "/v1/me/sign-out", JSONValue.object([:]).bytes())
            #expect(out.status == 200)
            #expect(try await session.get("/v1/me").status == 401)
            let card = try await server.card(of: .officer)
            #expect(card["tokens"]?.items?.map { $0["kind"] } == ["token", "session"])
            #expect(card["credentials"]?.items?.map { $0["id"]?.wholeNumber } == [number])
            #expect(!String(decoding: card.bytes(), as: UTF8.self).contains(credential))
        }
    }

    @Test
    func `who may not sign in is told the same, whatever the reason, and the log names neither login nor credential`()
        async throws
    {
        let entries = KeptEntries()
        try await RunningServer.run(.quick, logger: Logger(label: "http") { _ in entries }) { server in
            let (credential, number) = try await server.credential(of: .officer)
            let (left, _) = try await server.credential(of: .inspector)
            let (old, _) = try await server.credential(of: .policy)
            let (over, _) = try await server.credential(of: .reviewer)
            let administrator = server.client(.administrator)
            let person = try await server.person(.inspector)
            let dismissed = try await administrator.post(
                "/v1/people/\(person)/dismiss", ["reason": "left"], ["If-Match": "\"v1\""])
            #expect(dismissed.status == 200)
            _ = try await server.credential(of: .policy, reason: "It was forgotten.")
            _ = try await server.database.admin.query(
                .file(
                    """
                    SET session_replication_role = replica;
                    UPDATE registry.credential AS c SET expires_at = now() - interval '1 second' FROM registry.account AS a
                    WHERE a.id = c.account_id AND a.login = 'reviewer'
                    """)
            ) { $0.count }
            let wrong = CredentialText(random: Array(repeating: 3, count: 26)).text
            _ = try await server.database.admin.query("UPDATE ops.rate_limit SET burst = 10000") { $0.count }
            for (login, secret) in [
                ("nobody", credential), ("officer", wrong), ("officer", "my password"), ("admin", credential),
                ("inspector", left), ("policy", old), ("reviewer", over), ("OFFICER", credential), ("officer", over),
            ] {
                #expect(try await server.signIn(login, secret).problem == Self.refused, "\(login)")
            }
            #expect(try await server.signIn("officer", credential, in: "0599").problem == Self.refused)
            #expect(try await server.signIn("officer", credential).status == 201)
            let path = "/v1/people/\(try await server.person(.officer))/credentials"
            let revoked = try await administrator.post("\(path)/\(number)/revoke", ["reason": "seen by somebody"])
            #expect(try revoked.json["credentials"]?[0]?["status"] == "revoked")
            #expect(try await server.signIn("officer", credential).problem == Self.refused)
            let lines = entries.lines.filter { $0["message"] == "sign-in refused" }
            #expect(lines.count == 11)
            #expect(Set(lines.compactMap { $0["login"] }).allSatisfy { $0.count == 32 })
            // One name for one login, so that guesses at it can be counted.
            #expect(lines[1]["login"] == lines[2]["login"] && lines[0]["login"] != lines[1]["login"])
            let text = "\(entries.lines)"
            for secret in [credential, wrong, "my password", "officer", "nobody"] { #expect(!text.contains(secret)) }
        }
    }

    @Test func `a credential that holds is replaced with a reason, and what is shown once is not shown again`()
        async throws
    {
        try await RunningServer.run(.quick) { server in
            let person = try await server.person(.officer)
            let administrator = server.client(.administrator)
            let path = "/v1/people/\(person)/credentials"
            let first = try await administrator.post(path, ["expiresInDays": 180], ["Idempotency-Key": "k1"])
            let again = try await administrator.post(path, ["expiresInDays": 180], ["Idempotency-Key": "k1"])
            #expect(try first.status == 201 && first.json["credential"]?.text?.count == 34)
            #expect(try again.json["credential"] == .null && again.json["id"] == first.json["id"])
            #expect(
                try again.json["notice"]
                    == "The credential was shown once, when it was issued. If nobody kept it, issue another one.")
            #expect(
                try await administrator.post(path, ["expiresInDays": 180]).problem
                    == "409 credential_holds_already: The account officer has a credential that holds, so no other one was issued."
                    + " | Say with a reason why it is replaced.")
            let replaced = try await administrator.post(path, ["expiresInDays": 180, "reason": "It was forgotten."])
            #expect(replaced.status == 201)
            #expect(
                try await server.card(of: .officer)["credentials"]?.items?.map { $0["status"] } == [
                    "replaced", "valid",
                ])
            #expect(
                try await server.client(.officer).post(path, ["expiresInDays": 1]).problem
                    == "403 role_missing: To issue this credential the role administrator is needed."
                    + " | Ask someone who has the role administrator.")
            #expect(
                try await administrator.post(path, ["expiresInDays": 366, "login": "officer"]).errors
                    == ["/expiresInDays out_of_range: \"expiresInDays\" is 366; it lies between 1 and 365."])
            #expect(
                try await administrator.post("\(path)/999999/revoke", ["reason": "lost"]).problem
                    .hasPrefix(
                        "404 unknown_credential: Person \(person) has no credential 999999. | The credentials are: "))
            let text = try await server.database.admin.query(
                "SELECT encode(hash, 'hex') || scrypt_cost || '|' || octet_length(salt) FROM registry.credential ORDER BY id LIMIT 1"
            ) { try $0[0].decode(String.self, 0) }
            #expect(text.hasSuffix("1024|16"))
        }
    }

    @Test func `everybody is told how to sign in`() async throws {
        try await RunningServer.run(.quick) { server in
            let ways = try await server.client(nil).get("/v1/sign-in").json
            #expect(
                ways == [
                    "jurisdictions": [["code": "0363", "name": "Amsterdam"]], "ways": ["credential", "token"],
                    "provider": .null,
                ])
            #expect(
                try await server.client(nil).get("/v1/sign-in?x=1").errors
                    == ["/x unknown_field: There is no field \"x\" here; the object has no fields."])
            let half = try await server.client(nil).send(
                "POST", "/v1/sessions", JSONValue.object(["login": "a"]).bytes())
            #expect(
                try half.errors == [
                    "/jurisdiction missing: \"jurisdiction\" is missing; a text of 1 to 12 characters is needed.",
                    "/credential not_one_proof: Give \"login\" and \"credential\", or \"idToken\" alone.",
                ])
        }
    }

    @Test func `who has the role intake alone, or none any more, signs in too`() async throws {
        try await RunningServer.run(.quick) { server in
            let (credential, _) = try await server.credential(of: .intake)
            #expect(try await server.signIn("intake", credential).status == 201)
            let person = try await server.person(.intake)
            _ = try await server.client(.administrator).post(
                "/v1/people/\(person)/roles", ["role": "intake", "grant": false])
            let opened = try await server.signIn("intake", credential)
            let session = Client(port: server.port, token: try opened.json["token"]?.text)
            #expect(try await session.get("/v1/me").json["roles"] == [])
        }
    }

    @Test func `the cost of a new credential is what OWASP says, and a session is a day's work`() {
        let limits = ServerLimits()
        #expect(limits.credentialCost == ScryptCost(cost: 131072, blockSize: 8, parallelization: 1))
        #expect(limits.sessionSeconds == 43200)
        #expect(limits.signInSeconds <= 5)
    }

    @Test func `as many guesses as come at once are checked two at a time, and others are told to wait`() async throws {
        let places = ScryptPlaces(limit: 2, patience: .milliseconds(50))
        let running = Gate()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 1...2 { tasks.addTask { try await places.take { running.hold() } } }
            while running.held < 2 { try await Task.sleep(for: .milliseconds(5)) }
            await #expect(throws: Refusal.self) { try await places.take { running.hold() } }
            #expect(running.held == 2)
            running.open()
            try await tasks.waitForAll()
        }
        try await places.take {}
    }
}
