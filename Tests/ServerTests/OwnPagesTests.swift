import FoundationEssentials
import OpenID
import Records
import Testing

@testable import Server

/// A browser sends its cookie whoever asks it to: what others' pages ask for is not done.
@Suite struct OwnPagesTests {
    private static let change =
        "403 not_from_own_page: Nothing was done: the browser doesn't say that one of the registry's own pages asked for it."
        + " | Do it from a page of the registry; a program sends Authorization: Bearer reg_… instead of a cookie."
    private static let read =
        "403 not_from_own_page: Nothing is shown: the browser says that a page elsewhere asked for it."
        + " | Open it from a page of the registry, or type its address."

    private static let foreign: [[String: String]] = [
        [:], ["Origin": "https://evil.example"], ["Origin": "null"],
        ["Origin": "https://registry.example.evil.example"],
        ["Origin": "http://registry.example"], ["Origin": "https://registry.example:8443"],
        ["Origin": "https://registry.example/"], ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Sec-Fetch-Site": "none"], ["Sec-Fetch-Site": "Same-Origin"], ["Sec-Fetch-Site": "same-origin, cross-site"],
        ["Sec-Fetch-Site": "cross-site", "Origin": "https://registry.example"],
        ["Sec-Fetch-Site": "cross-site", "Origin": "https://registry.example", "Sec-Fetch-Mode": "navigate"],
        ["Referer": "https://registry.example/v1/me"],
    ]

    private static func post(_ browser: TestBrowser, _ headers: [String: String], _ number: Int) async throws -> Reply {
        let body: JSONValue = ["kind": "natural", "name": .string("Els \(number)")]
        return try await browser.send(
            "POST", "/v1/parties", body, ["Idempotency-Key": UUID().uuidString].merging(headers) { $1 })
    }

    @Test func `a change is done for a page of the registry alone`() async throws {
        try await RunningServer.withBrowsers { server, _ in
            let browser = TestBrowser(server)
            _ = try await browser.signIn()
            for (number, headers) in Self.foreign.enumerated() {
                #expect(try await Self.post(browser, headers, number).problem == Self.change, "\(headers)")
            }
            for method in ["PATCH", "PUT", "DELETE"] {
                let reply = try await browser.send(
                    method,
                    method == "PUT"
                        ? "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b" : "/v1/parties/P-2026-0001",
                    [:], ["Sec-Fetch-Site": "cross-site", "If-Match": "\"v1\""])
                #expect(reply.status == (method == "DELETE" ? 405 : 403), "\(method)")
            }
            let own: [[String: String]] = [
                ["Sec-Fetch-Site": "same-origin"], ["Origin": "https://registry.example"],
                ["Sec-Fetch-Site": "same-origin", "Origin": "https://registry.example"],
            ]
            for (number, headers) in own.enumerated() {
                #expect(try await Self.post(browser, headers, 100 + number).status == 201, "\(headers)")
            }
            #expect(try await browser.send("GET", "/v1/parties").json["items"]?.items?.count == 3)
            // A program's token is not sent by a page.
            let token = server.client(.officer)
            #expect(
                try await token.post(
                    "/v1/parties", ["kind": "natural", "name": "Mees"], ["Sec-Fetch-Site": "cross-site"]
                ).status == 201)
        }
    }

    @Test func `a page elsewhere gets nothing shown`() async throws {
        try await RunningServer.withBrowsers { server, _ in
            let browser = TestBrowser(server)
            _ = try await browser.signIn()
            for site in ["cross-site", "same-site", "elsewhere"] {
                #expect(
                    try await browser.send("GET", "/v1/today", nil, ["Sec-Fetch-Site": site]).problem == Self.read,
                    "\(site)")
            }
            #expect(try await browser.send("HEAD", "/v1/today", nil, ["Sec-Fetch-Site": "cross-site"]).status == 403)
            for site in ["same-origin", "none", ""] {
                #expect(
                    try await browser.send("GET", "/v1/today", nil, ["Sec-Fetch-Site": site]).status == 200, "\(site)")
            }
            let reply = try await browser.send("GET", "/v1/me", nil, ["Origin": "https://evil.example"])
            #expect(reply.header("Access-Control-Allow-Origin") == nil)
        }
    }

    @Test func `without the checks a page elsewhere does and reads all that the officer may`() async throws {
        try await RunningServer.withBrowsers(without: [.changesFromOwnPages, .readsFromOwnPages]) { server, _ in
            let browser = TestBrowser(server)
            _ = try await browser.signIn()
            for (number, headers) in Self.foreign.enumerated() {
                #expect(try await Self.post(browser, headers, number).status == 201, "\(headers)")
            }
            #expect(try await browser.send("GET", "/v1/today", nil, ["Sec-Fetch-Site": "cross-site"]).status == 200)
        }
    }

    @Test func `the origin of the registry's pages is as browsers write it`() {
        func origin(_ address: String) -> String? {
            BrowserWay(authorizationEndpoint: "", redirectURI: address + "/v1/sign-in/callback").origin
        }
        #expect(origin("https://registry.example") == "https://registry.example")
        #expect(origin("https://registry.example:8443") == "https://registry.example:8443")
        #expect(origin("http://127.0.0.1:8080") == "http://127.0.0.1:8080")
        for address in [
            "https://registry.example:443", "https://Registry.example", "https://", "https://a@registry.example",
            "https://registry.example/x", "registry.example", "https://registry.example?",
        ] { #expect(origin(address) == nil, "\(address)") }
        #expect(BrowserWay(authorizationEndpoint: "", redirectURI: "https://registry.example/").origin == nil)
    }
}
