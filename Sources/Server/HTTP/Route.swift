import HTTPTypes
import Hummingbird
import Records
import Registry

/// One method on one path, and what answers it.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, Visit, ServerParts) async throws -> Response

    let method: HTTPRequest.Method
    /// With parameters in braces: `/v1/outlets/{reference}`.
    let path: String
    /// JSON Schema of the body, found out from the fields that the route reads; nil for a read.
    var body: JSONValue?
    /// What the head of the request must carry.
    var needs: Set<Ask.Precondition> = []
    let handler: Handler
}
