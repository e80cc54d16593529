import HTTPTypes
import Hummingbird
import Records
import Registry

extension RouteTable {
    /// For load balancers and monitors: is the process there, can it take changes, and how far is the log behind.
    mutating func addHealth() {
        open(.get, "/health/live") { _, _, _ in .json("{\"status\":\"live\"}") }
        open(.get, "/health/ready") { _, _, parts in
            try await parts.registry.health()
            try await parts.readiness()
            var answer: [String: JSONValue] = ["status": "ready"]
            if let warning = try await parts.registry.warning() { answer["warning"] = .string(warning) }
            return .json(String(decoding: JSONValue.object(answer).bytes(), as: UTF8.self))
        }
        open(.get, "/health/log") { _, _, parts in
            let standing = try await parts.registry.logStanding()
            let answer: JSONValue = [
                "entries": .integer(standing.entries), "signedEntries": .integer(standing.signedEntries),
                "signedAt": standing.signedAt.map { .string($0) } ?? .null, "waiting": .integer(standing.waiting),
                "oldestSeconds": .integer(standing.oldestSeconds),
                "witnessedEntries": .integer(standing.witnessedEntries),
                "witnessedAt": standing.witnessedAt.map { .string($0) } ?? .null,
                "stateHour": standing.stateHour.map { .string($0) } ?? .null,
                "aheadHour": standing.aheadHour.map { .string($0) } ?? .null,
            ]
            return .json(String(decoding: answer.bytes(), as: UTF8.self))
        }
        open(.get, "/v1/openapi.json") { _, _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .accessControlAllowOrigin: "*"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: OpenAPIDocument.bytes)))
        }
    }
}

extension Response {
    static func json(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
