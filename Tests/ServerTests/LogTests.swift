import AsyncHTTPClient
import Logging
import Records
import Testing

@testable import Server

@Suite struct LogTests {
    @Test func `an entry is one line, whatever its values hold`() {
        let line = JSONLogHandler.line(
            at: Instant(microseconds: 0), .notice, "http", "request",
            ["route": "/v1/outlets/{reference}", "status": "200", "evil": "a\r\nlevel: error"])
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"evil":"a\r\nlevel: error","level":"notice","logger":"http","message":"request","#
                + #""route":"/v1/outlets/{reference}","status":200,"time":"1970-01-01T00:00:00Z"}"# + "\n")
    }

    @Test func `a request is logged by its route and a pseudonym, never by what it named`() async throws {
        let entries = KeptEntries()
        try await RunningServer.run(logger: Logger(label: "http") { _ in entries }) { server in
            let (reference, _) = try await server.registerOutlet()
            _ = try await server.client(.inspector).get("/v1/outlets/\(reference)?x=secret")
            _ = try await server.client(nil).get("/v1/nowhere/\(reference)")
            let lines = entries.lines.filter { $0["route"] != nil }
            let pseudonyms = lines.compactMap { $0["actor"] }
            #expect(
                lines.map { "\($0["method"] ?? "") \($0["route"] ?? "") \($0["status"] ?? "")" } == [
                    "POST /v1/outlets 201", "GET /v1/outlets/{reference} 400", "GET NotFound 404",
                ])
            #expect(pseudonyms.map(\.count) == [32, 32, 1] && pseudonyms[0] != pseudonyms[1])
            let text = "\(lines)"
            for secret in [reference, "secret", "Person", "officer", "reg_"] { #expect(!text.contains(secret)) }
        }
    }
}
