import Foundation
import Logging
import Records
import Testing

@testable import Server

/// What somebody tries at a sign-in with a browser; each is kept away, and comes in where what keeps it away is left out.
@Suite struct BrowserAttackTests {
    static let refused =
        "401 sign_in_refused: Nobody was signed in: this browser has begun no sign-in lately that this finishes, the identity provider"
        + " said no, or no account is bound to who signed in there. | Begin again at /v1/sign-in/browser?jurisdiction=CODE;"
        + " an administrator binds a subject to an account."

    /// The answer to the attack, and what the log says of it.
    private func outcome(
        without left: Set<BrowserCheck> = [], by habits: WebProvider.Habits = .init(),
        _ attack: @escaping @Sendable (RunningServer, WebProvider) async throws -> Reply
    ) async throws -> (reply: Reply, checks: [String]) {
        let entries = KeptEntries()
        let reply = try await RunningServer.withBrowsers(
            without: left, habits, logger: Logger(label: "http") { _ in entries }, attack)
        #expect(!"\(entries.lines)".contains("reg_") && !"\(entries.lines)".contains("eyJ"))
        return (reply, entries.lines.compactMap { $0["check"] })
    }

    @Test func `who comes back twice is refused, also by a provider that takes a code twice`() async throws {
        let again: @Sendable (RunningServer, WebProvider) async throws -> Reply = { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            let kept = browser.cookies
            #expect(try await browser.open(path).status == 200)
            browser.cookies = kept
            return try await browser.open(path)
        }
        let careless = WebProvider.Habits(takesCodesOnce: false)
        let strict = try await outcome(again)
        #expect(
            try strict.reply.problem == Self.refused && strict.checks == ["exchange: the token endpoint answers 400"])
        let kept = try await outcome(by: careless, again)
        #expect(try kept.reply.problem == Self.refused)
        #expect(kept.checks == ["once: finished before, or no account is bound any more"])
        #expect(try await outcome(without: [.once], by: careless, again).reply.status == 200)
    }

    /// Somebody signs in up to the provider's answer, and makes another browser open it: it would work in the wrong name (login CSRF).
    @Test func `state, verifier and nonce each keep an answer for another browser away`() async throws {
        let attack: @Sendable (RunningServer, WebProvider) async throws -> Reply = { server, _ in
            let (victim, attacker) = (TestBrowser(server), TestBrowser(server, "e5e5"))
            let path = try await attacker.authorize(try await attacker.begin())
            #expect(try await victim.open(path).status == 401, "no sign-in was begun there")
            _ = try await victim.begin()
            return try await victim.open(path)
        }
        let careless = WebProvider.Habits(checksVerifier: false)
        #expect(try await outcome(attack).checks == ["cookie", "state"])
        let byState = try await outcome(without: [.nonce], by: careless, attack)
        #expect(try byState.reply.problem == Self.refused && byState.checks.last == "state")
        let byVerifier = try await outcome(without: [.state, .nonce], attack)
        #expect(try byVerifier.reply.problem == Self.refused)
        #expect(byVerifier.checks.last == "exchange: the token endpoint answers 400")
        let byNonce = try await outcome(without: [.state], by: careless, attack)
        #expect(try byNonce.reply.problem == Self.refused && byNonce.checks.last == "id token: nonce")
        #expect(try await outcome(without: [.state, .nonce], by: careless, attack).reply.status == 200)
    }

    /// Somebody has got hold of the code of another one, and puts it into a sign-in of the own browser.
    @Test func `verifier and nonce each keep a stolen code away`() async throws {
        let attack: @Sendable (RunningServer, WebProvider) async throws -> Reply = { server, _ in
            let (victim, thief) = (TestBrowser(server), TestBrowser(server, "e5e5"))
            let stolen = try await victim.authorize(try await victim.begin())
            let own = try await thief.authorize(try await thief.begin())
            let code = try #require(stolen.firstMatch(of: /code=[^&]*/)?.output)
            return try await thief.open(own.replacing(/code=[^&]*/, with: code))
        }
        let careless = WebProvider.Habits(checksVerifier: false)
        let byVerifier = try await outcome(without: [.nonce], attack)
        #expect(try byVerifier.reply.problem == Self.refused)
        let byNonce = try await outcome(by: careless, attack)
        #expect(try byNonce.reply.problem == Self.refused && byNonce.checks == ["id token: nonce"])
        #expect(try await outcome(without: [.nonce], by: careless, attack).reply.status == 200)
    }

    @Test func `a ticket of another key is nothing, and one of the server's key is taken`() async throws {
        for (key, status) in [(Array(repeating: 8, count: 32), 401), (RunningServer.key, 200)] {
            let forged = try await outcome { server, provider in
                let browser = TestBrowser(server)
                let ticket = SignInTicket(in: "0363", to: "/v1/me", now: Date().timeIntervalSince1970)
                let query =
                    "/authorize?response_type=code&client_id=registry&scope=openid&code_challenge_method=S256"
                    + "&redirect_uri=\(WebProvider.redirect)&state=\(ticket.state)&nonce=\(ticket.nonce)"
                    + "&code_challenge=\(ticket.challenge)"
                browser.cookies["__Host-registry-sign-in"] = try ticket.sealed(SignInTicket.key(of: key))
                return try await browser.open(try await browser.authorize(provider.server.url + query))
            }
            #expect(forged.reply.status == status && forged.checks == (status == 401 ? ["cookie"] : []))
        }
    }

    @Test(arguments: [-601.0, 120])
    func `a sign-in that was begun too long ago, or is yet to begin, is over`(seconds: Double) async throws {
        let attack: @Sendable (RunningServer, WebProvider) async throws -> Reply = { server, provider in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            let key = SignInTicket.key(of: RunningServer.key)
            var ticket = try #require(SignInTicket(opening: browser.cookies["__Host-registry-sign-in"] ?? "", key))
            ticket.begun += seconds
            browser.cookies["__Host-registry-sign-in"] = try ticket.sealed(key)
            return try await browser.open(path)
        }
        let kept = try await outcome(attack)
        #expect(try kept.reply.problem == Self.refused && kept.checks == ["age"])
        #expect(try await outcome(without: [.age], attack).reply.status == 200)
    }

    @Test func `an answer of another provider is not taken`() async throws {
        let attack: @Sendable (RunningServer, WebProvider) async throws -> Reply = { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            return try await browser.open(path.replacing(/iss=[^&]*/, with: "iss=https%3A%2F%2Fevil.example"))
        }
        let kept = try await outcome(attack)
        #expect(try kept.reply.problem == Self.refused && kept.checks == ["issuer"])
        #expect(try await outcome(without: [.issuer], attack).reply.status == 200)
        let silent = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            return try await browser.open(path.replacing(/&iss=[^&]*/, with: ""))
        }
        #expect(silent.reply.status == 200)
    }

    @Test func `nobody is sent elsewhere after signing in`() async throws {
        let told =
            "/return not_a_local_path: \"return\" is a path of this server, such as /v1/today, and no address elsewhere."
        let paths = [
            "//evil.example", "/%5Cevil.example", "/\\evil.example", "%2F%2Fevil.example", "/%252F%252Fevil.example",
            "https://evil.example", "https:evil.example", "evil.example", "javascript:alert(1)", "/%09/evil.example",
            "/%0A/evil.example", "/.//evil.example", "/v1//evil.example", "\\\\evil.example", "/%E2%80%8B/evil",
            "/%2509/evil.example", "/%255Cevil.example",
        ]
        for path in paths {
            let decoded = try #require(QueryText.decoded(path))
            #expect(!LocalPath.isOne(decoded), "\(path)")
        }
        for path in [
            "/", "/v1/me", "/v1/outlets?limit=5&cursor=a//b", "/v1/outlets/0363-001-Z#top", "/?next=https://x",
        ] {
            #expect(LocalPath.isOne(path), "\(path)")
        }
        #expect(!LocalPath.isOne("/" + String(repeating: "a", count: 512)) && !LocalPath.isOne(""))
        let kept = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let reply = try await browser.send("GET", "/v1/sign-in/browser?jurisdiction=0363&return=//evil.example")
            #expect(reply.status == 400 && browser.cookies.isEmpty)
            #expect(
                try await browser.send("GET", "/v1/sign-in/browser").errors == [
                    "/jurisdiction missing: \"jurisdiction\" is missing; a text of 1 to 12 characters is needed."
                ])
            #expect(
                try await browser.send("GET", "/v1/sign-in/browser?jurisdiction=0363&to=/").errors[0]
                    .hasPrefix("/to unknown_field: "))
            let quoted = try await browser.signIn("&return=/v1/me%22%3E%3Cscript%3E'%26")
            #expect(
                String(decoding: quoted.body, as: UTF8.self).contains(
                    #"url=/v1/me&quot;&gt;&lt;script&gt;&#39;&amp;""#))
            return reply
        }
        #expect(try kept.reply.errors == [told])
        let sent = try await outcome(without: [.returnPath]) { server, _ in
            try await TestBrowser(server).signIn("&return=//evil.example")
        }
        #expect(String(decoding: sent.reply.body, as: UTF8.self).contains(#"href="//evil.example""#))
    }

    @Test func `what the provider says no to signs nobody in, and the log says what it said`() async throws {
        let declined = try await outcome { server, _ in try await TestBrowser(server, "").signIn() }
        #expect(
            try declined.reply.problem == Self.refused && declined.checks == ["code: the provider says access_denied"])
        #expect(
            declined.reply.headers["Set-Cookie"] == [
                "__Host-registry-sign-in=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"
            ])
        let lied = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            return try await browser.open(path + "&error=x%0A%7B%22level%22%3A%22notice")
        }
        #expect(try lied.reply.problem == Self.refused && lied.checks == ["code: the provider says no"])
        let none = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            return try await browser.open(path.replacing(/code=[^&]*&?/, with: ""))
        }
        #expect(try none.reply.problem == Self.refused && none.checks == ["code: there is none"])
        let twice = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let path = try await browser.authorize(try await browser.begin())
            return try await browser.open(path + "&state=a")
        }
        #expect(twice.reply.status == 400)
    }

    @Test func `who is bound to no account, or to one of another authority, is told nothing else`() async throws {
        let stranger = try await outcome { server, _ in try await TestBrowser(server, "nobody").signIn() }
        #expect(try stranger.reply.problem == Self.refused)
        #expect(stranger.checks == ["once: no account is bound to the subject"])
        let elsewhere = try await outcome { server, _ in
            let browser = TestBrowser(server)
            let begun = try await browser.send("GET", "/v1/sign-in/browser?jurisdiction=0599")
            return try await browser.open(try await browser.authorize(begun.header("Location") ?? ""))
        }
        #expect(try elsewhere.reply.problem == Self.refused)
    }

    @Test func `guesses at the way back come to an end`() async throws {
        let last = try await outcome { server, _ in
            _ = try await server.database.admin.query("UPDATE ops.rate_limit SET burst = 2, count = 1, seconds = 600") {
                $0.count
            }
            let browser = TestBrowser(server)
            for _ in 1...2 { #expect(try await browser.open("/v1/sign-in/callback?code=a&state=b").status == 401) }
            return try await browser.open("/v1/sign-in/callback?code=a&state=b")
        }
        #expect(last.reply.status == 429 && last.reply.header("Retry-After") != nil)
    }
}
