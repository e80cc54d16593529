import Foundation
import Logging
import OpenID
import Records
import Testing

@testable import Server

/// Signing in with a browser, as it should go.
@Suite struct BrowserSignInTests {
    @Test func `an officer signs in at the provider and works with a cookie, until signing out`() async throws {
        try await RunningServer.withBrowsers { server, provider in
            let browser = TestBrowser(server)
            let begun = try await browser.send("GET", "/v1/sign-in/browser?jurisdiction=0363&return=/v1/today")
            #expect(begun.status == 303 && begun.body.isEmpty && begun.header("Cache-Control") == "no-store")
            let ticket = try #require(begun.header("Set-Cookie"))
            #expect(ticket.hasPrefix("__Host-registry-sign-in="))
            #expect(ticket.hasSuffix("; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax"))
            let address = try #require(begun.header("Location"))
            #expect(
                address.hasPrefix(
                    "\(provider.server.url)/authorize?response_type=code&client_id=registry&redirect_uri="))
            #expect(address.contains("&scope=openid&state=") && address.hasSuffix("&code_challenge_method=S256"))
            let back = try await browser.open(try await browser.authorize(address))
            #expect(back.status == 200 && back.header("Content-Type") == "text/html; charset=utf-8")
            #expect(back.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'")
            #expect(String(decoding: back.body, as: UTF8.self).contains(#"content="0; url=/v1/today""#))
            let lines = back.headers["Set-Cookie"]
            #expect(lines.first == "__Host-registry-sign-in=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax")
            #expect(lines.count == 2 && lines[1].hasPrefix("__Host-registry-session=reg_"))
            #expect(lines[1].hasSuffix("; Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Strict"))
            let me = try await browser.send("GET", "/v1/me", nil, ["Sec-Fetch-Site": "same-origin"]).json
            #expect(me["login"] == "officer" && me["tokenKind"] == "session" && me["roles"] == ["officer"])
            let labels = try await server.card(of: .officer)["tokens"]?.items?.compactMap { $0["label"]?.text }
            #expect(labels == ["test", "browser"])
            let session = browser.cookies
            let out = try await browser.send("POST", "/v1/me/sign-out", [:], ["Sec-Fetch-Site": "same-origin"])
            #expect(out.status == 200)
            #expect(
                out.header("Set-Cookie")
                    == "__Host-registry-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict")
            #expect(browser.cookies == [:])
            browser.cookies = session
            #expect(try await browser.login() == nil)
        }
    }

    @Test func `a sign-in that one server has begun another one of the database finishes`() async throws {
        try await RunningServer.withBrowsers { server, _ in
            try await server.another(.quick) { other in
                let browser = TestBrowser(server)
                let path = try await browser.authorize(try await browser.begin())
                let elsewhere = TestBrowser(other)
                elsewhere.cookies = browser.cookies
                #expect(try await elsewhere.open(path).status == 200)
                #expect(try await elsewhere.login() == "officer")
                browser.cookies = elsewhere.cookies
                #expect(try await browser.login() == "officer")
            }
        }
    }

    @Test func `a registry that the provider knows by a secret shows it, and is refused with another`() async throws {
        let habits = WebProvider.Habits(secret: "s3cret-of-id")
        try await RunningServer.withBrowsers(habits) { server, provider in
            let reply = try await TestBrowser(server).signIn()
            #expect(reply.status == 200)
            #expect(!"\(provider.server.requests.map(\.body))".contains("client_id"))
        }
        try await RunningServer.withBrowsers(habits, secret: "another") { server, _ in
            let reply = try await TestBrowser(server).signIn()
            #expect(reply.status == 401)
        }
    }

    @Test func `the way is told where there is one, and where there is none a cookie is nothing`() async throws {
        try await RunningServer.withBrowsers { server, _ in
            let browser = TestBrowser(server)
            let ways = try await browser.send("GET", "/v1/sign-in").json["ways"]
            #expect(ways == ["browser", "idToken", "credential", "token"])
            _ = try await browser.signIn()
            let (name, value) = try #require(browser.cookies.first)
            // Whoever has a token shows that; a cookie is not looked at then.
            let both = try await browser.send("GET", "/v1/me", nil, ["Authorization": "Bearer reg_x"])
            #expect(both.status == 401)
            let twice = try await browser.send("GET", "/v1/me", nil, ["Cookie": "\(name)=\(value); \(name)=\(value)"])
            #expect(twice.status == 401)
            let other = try await browser.send("GET", "/v1/me", nil, ["Cookie": "registry-session=\(value)"])
            #expect(other.status == 401)
            let token = Client(port: server.port, token: value)
            #expect(try await token.get("/v1/me").status == 200)
        }
        try await RunningServer.run(.quick) { server in
            let told =
                "409 no_browser_sign_in: Nobody was signed in: this server has no sign-in for browsers. | Sign in with registryctl login; "
                + "the operator names the two addresses of a browser's sign-in to registryd serve --oidc."
            let client = server.client(nil)
            #expect(try await client.get("/v1/sign-in/browser?jurisdiction=0363").problem == told)
            #expect(try await client.get("/v1/sign-in/callback?code=a&state=b").problem == told)
            let token = try #require(server.authority.tokens[.officer])
            let cookie = ["Cookie": "__Host-registry-session=\(token)", "Sec-Fetch-Site": "same-origin"]
            #expect(try await client.get("/v1/me", cookie).status == 401)
        }
    }

    @Test func `a ticket is opened by its key alone, and changed nowhere`() throws {
        let (key, other) = (SignInTicket.key(of: [1]), SignInTicket.key(of: [2]))
        let ticket = SignInTicket(in: "0363", to: "/v1/me", now: 1_800_000_000)
        let text = try ticket.sealed(key)
        #expect(SignInTicket(opening: text, key) == ticket)
        #expect(SignInTicket(opening: text, other) == nil)
        // Without a key that servers share each process has its own.
        let own = try ticket.sealed(SignInTicket.key(of: []))
        #expect(SignInTicket(opening: own, SignInTicket.key(of: [])) == nil)
        #expect(try ticket.sealed(key) != text)
        let secrets = [ticket.state, ticket.nonce, ticket.verifier]
        #expect(Set(secrets).count == 3 && secrets.allSatisfy { $0.count == 43 && !text.contains($0) })
        for place in text.utf8.indices {
            var changed = text
            let letter: Character = text[place] == "A" ? "B" : "A"
            changed.replaceSubrange(place...place, with: [letter])
            #expect(SignInTicket(opening: changed, key) == nil)
        }
        for text in ["", ".", "a", "a.b.c", "\(text).", String(text.dropLast()), "AAAA.AAAA"] {
            #expect(SignInTicket(opening: text, key) == nil, "\(text)")
        }
    }

    @Test func `the challenge is S256 of the verifier, as RFC 7636 has it`() {
        var ticket = SignInTicket(in: "0363", to: "/v1/me", now: 0)
        // Appendix B.
        ticket.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(ticket.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
