import HTTPTypes
import Hummingbird

extension RouteTable {
    /// For load balancers: is the process there, and can it take changes.
    mutating func addHealth() {
        open(.get, "/health/live") { _, _, _ in .json("{\"status\":\"live\"}") }
        open(.get, "/health/ready") { _, _, parts in
            try await parts.registry.health()
            try await parts.readiness()
            return .json("{\"status\":\"ready\"}")
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
