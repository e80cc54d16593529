import AsyncHTTPClient
import NIOConcurrencyHelpers
import Records

@testable import Server

/// A browser, as far as signing in needs one: it keeps cookies, follows nothing by itself, and says who it is at the provider.
final class TestBrowser: Sendable {
    let client: Client
    /// Whom the provider knows; empty is nobody.
    let subject: String
    private let jar = NIOLockedValueBox<[String: String]>([:])

    init(_ server: RunningServer, _ subject: String = "f3a1") {
        client = server.client(nil)
        self.subject = subject
    }

    var cookies: [String: String] {
        get { jar.withLockedValue { $0 } }
        set { jar.withLockedValue { $0 = newValue } }
    }

    private var header: String {
        cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }

    func send(
        _ method: String, _ target: String, _ body: JSONValue? = nil, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        let reply = try await client.send(method, target, body?.bytes(), ["Cookie": header].merging(headers) { $1 })
        for line in reply.headers["Set-Cookie"] { keep(line) }
        return reply
    }

    private func keep(_ line: String) {
        let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
        let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        jar.withLockedValue { $0[pair[0]] = parts.contains("Max-Age=0") ? nil : pair[1] }
    }

    /// Where the registry sends the browser to sign in.
    func begin(_ query: String = "") async throws -> String {
        let reply = try await send("GET", "/v1/sign-in/browser?jurisdiction=0363\(query)")
        return reply.status == 303 ? reply.header("Location") ?? "" : "\(reply.status)"
    }

    /// Signs in there: the path that the provider sends the browser back to.
    func authorize(_ address: String) async throws -> String {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "Cookie", value: "sub=\(subject)")
        let reply = try await client.send(request)
        return String((reply.header("Location") ?? "").dropFirst(WebProvider.registry.count))
    }

    /// Comes back from the provider.
    func open(_ path: String) async throws -> Reply {
        try await send("GET", path, nil, ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"])
    }

    /// All of it.
    func signIn(_ query: String = "") async throws -> Reply {
        try await open(try await authorize(try await begin(query)))
    }

    /// Who is signed in; nil where nobody is.
    func login() async throws -> String? {
        try await send("GET", "/v1/me", nil, ["Sec-Fetch-Site": "same-origin"]).json["login"]?.text
    }
}
