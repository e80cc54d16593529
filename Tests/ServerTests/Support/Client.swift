import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Records

/// Sends requests to a server on this machine, and follows no redirect.
struct Client: Sendable {
    private static let plain = HTTPClient(
        eventLoopGroup: HTTPClient.defaultEventLoopGroup,
        configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))

    let port: Int
    let token: String?

    func get(_ target: String, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send("GET", target, nil, headers)
    }

    /// Posts with a fresh idempotency key, unless `headers` has one; an empty text takes a header away.
    func post(_ target: String, _ body: JSONValue, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send("POST", target, body.bytes(), ["Idempotency-Key": UUID().uuidString].merging(headers) { $1 })
    }

    func patch(_ target: String, _ body: JSONValue, ifMatch: String?) async throws -> Reply {
        try await send("PATCH", target, body.bytes(), ["If-Match": ifMatch ?? ""])
    }

    func send(
        _ method: String, _ target: String, _ body: [UInt8]?, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if body != nil, headers["Content-Type"] == nil {
            request.headers.add(name: "Content-Type", value: "application/json")
        }
        for (name, value) in headers where !value.isEmpty { request.headers.replaceOrAdd(name: name, value: value) }
        request.body = body.map { .bytes($0) }
        return try await send(request)
    }

    func send(_ request: HTTPClientRequest) async throws -> Reply {
        let response = try await Self.plain.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 64 << 20)
        return Reply(
            status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView))
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var json: JSONValue { get throws { try BoundedJSON.parse(body, limits: .init(depth: 64, nodes: 1_000_000)) } }

    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The problem in one line: status, code, detail, further facts where there are some, hint.
    var problem: String {
        get throws {
            let json = try json
            let why = json["why"].map { " | \($0.text ?? "")" } ?? ""
            return "\(status) \(json["code"]?.text ?? "?"): \(json["detail"]?.text ?? "?")\(why)"
                + " | \(json["hint"]?.text ?? "")"
        }
    }

    /// The problems of the fields, one line each.
    var errors: [String] {
        get throws {
            try (json["errors"]?.items ?? []).map {
                "\($0["pointer"]?.text ?? "?") \($0["code"]?.text ?? "?"): \($0["detail"]?.text ?? "?")"
            }
        }
    }
}
