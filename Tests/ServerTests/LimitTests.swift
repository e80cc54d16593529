import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOPosix
import Records
import Server
import Testing

@Suite struct LimitTests {
    private static func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
        var limits = ServerLimits()
        change(&limits)
        return limits
    }

    private static let notHTTP =
        "400 not_http: What was sent can't be read as HTTP/1.1."
        + " | Use an HTTP client; see /v1/openapi.json for the requests that there are."

    @Test func `a body of 200 MB is cut off at the limit and the connection closed, whether announced or not`()
        async throws
    {
        try await RunningServer.run { server in
            for announced in [true, false] {
                let connection = try await RawConnection.open(server.port)
                let length = announced ? "Content-Length: 200000000" : "Transfer-Encoding: chunked"
                try await connection.write(server.head("POST /v1/outlets", [length, "Idempotency-Key: k"]))
                let part = [UInt8](repeating: UInt8(ascii: " "), count: 65536)
                let chunk = announced ? part : Array("10000\r\n".utf8) + part + Array("\r\n".utf8)
                var sent = 0
                while sent < 200_000_000 {
                    // The write fails once the server has closed; that is what is tested.
                    guard (try? await connection.write(chunk)) != nil else { break }
                    sent += part.count
                }
                #expect(sent < 100_000_000)
                let reply = await connection.untilClosed()
                #expect(
                    try reply.problem
                        == "413 body_too_large: The body has "
                        + (announced
                            ? "200000000 bytes; at most 1048576 are taken here."
                            : "more than the 1048576 bytes that are taken here.")
                        + " | Send it in smaller parts.")
            }
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
        }
    }

    @Test func `a head that never ends is cut off`() async throws {
        try await RunningServer.run(Self.limits { $0.idleSeconds = 1 }) { server in
            let connection = try await RawConnection.open(server.port)
            try await connection.write("GET /v1/outlets HTTP/1.1\r\nHost: x\r\n")
            for number in 0..<100 {
                guard (try? await connection.write("X-Slow-\(number): y\r\n")) != nil else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(await connection.untilClosed() == "")
        }
    }

    @Test func `a body that trickles is cut off, however often a byte comes`() async throws {
        try await RunningServer.run(Self.limits { $0.bodySeconds = 1 }) { server in
            let connection = try await RawConnection.open(server.port)
            try await connection.write(server.head("POST /v1/outlets", ["Content-Length: 1000", "Idempotency-Key: k"]))
            for _ in 0..<100 {
                guard (try? await connection.write(" ")) != nil else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            let reply = await connection.untilClosed()
            #expect(
                try reply.problem == "408 body_too_slow: The body of the request did not arrive within 1 seconds."
                    + " | Send it again over a faster connection, or in smaller parts.")
        }
    }

    @Test func `a body that ends before its announced length does nothing`() async throws {
        try await RunningServer.run { server in
            let body = String(decoding: Samples.outlet().bytes(), as: UTF8.self)
            for framing in ["Content-Length: \(body.utf8.count + 1)", "Transfer-Encoding: chunked"] {
                let connection = try await RawConnection.open(server.port)
                let sent = framing.hasPrefix("C") ? body : String(body.utf8.count, radix: 16) + "\r\n\(body)\r\n"
                try await connection.write(server.head("POST /v1/outlets", [framing, "Idempotency-Key: k"]) + sent)
                try await Task.sleep(for: .milliseconds(200))
                try await connection.close()
            }
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
        }
    }

    @Test func `a head with too many fields and a URL that is too long are refused`() async throws {
        try await RunningServer.run { server in
            let connection = try await RawConnection.open(server.port)
            try await connection.write(server.head("GET /v1/outlets", (0..<200).map { "X-Field-\($0): y" }))
            let reply = await connection.untilClosed()
            #expect(
                try reply.problem == "431 head_too_large: The head of the request is larger than the server reads."
                    + " | At most 100 fields of together 32768 bytes are read. | Send fewer or shorter header fields.")
            let long = try await server.client().get("/v1/outlets?q=" + String(repeating: "x", count: 5000))
            #expect(
                try long.problem == "414 url_too_long: The URL has 5014 bytes; at most 4096 are read."
                    + " | Ask for less at once, or put it into the body.")
        }
    }

    @Test func `what is not HTTP, and a body with two lengths, are refused and the connection closed`() async throws {
        try await RunningServer.run { server in
            let nonsense = try await RawConnection.open(server.port)
            try await nonsense.write("hello\r\n\r\n")
            #expect(try await nonsense.untilClosed().problem == Self.notHTTP)
            let smuggling = try await RawConnection.open(server.port)
            try await smuggling.write(
                server.head("POST /v1/outlets", ["Content-Length: 3", "Transfer-Encoding: chunked"]) + "0\r\n\r\n")
            #expect(try await smuggling.untilClosed().problem == Self.notHTTP)
        }
    }

    @Test func `a request that is running when the shutdown begins is answered`() async throws {
        try await RunningServer.run { server in
            let connection = try await RawConnection.open(server.port)
            let body = String(decoding: Samples.outlet().bytes(), as: UTF8.self)
            let head = server.head("POST /v1/outlets", ["Content-Length: \(body.utf8.count)", "Idempotency-Key: k"])
            try await connection.write(head + body.prefix(10))
            try await Task.sleep(for: .milliseconds(300))
            await server.beginShutdown()
            try await Task.sleep(for: .milliseconds(300))
            try await connection.write(String(body.dropFirst(10)))
            #expect(await connection.untilClosed().hasPrefix("HTTP/1.1 201 Created\r\n"))
            await #expect(throws: NIOConnectionError.self) { try await RawConnection.open(server.port) }
        }
    }
}

extension String {
    /// The problem in what a raw connection read, in one line as `Reply.problem`.
    var problem: String {
        get throws {
            let status = try #require(split(separator: " ").dropFirst().first.flatMap { Int($0) })
            let body = try #require(firstIndex(of: "{"))
            return try Reply(status: status, headers: [:], body: Array(self[body...].utf8)).problem
        }
    }
}

extension RunningServer {
    /// The head of a request by the officer, with its blank line.
    func head(_ start: String, _ fields: [String]) -> String {
        let common = [
            "Host: 127.0.0.1", "Authorization: Bearer \(authority.tokens[.officer] ?? "")",
            "Content-Type: application/json",
        ]
        return ([start + " HTTP/1.1"] + common + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }
}
