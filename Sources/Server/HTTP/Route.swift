import HTTPTypes
import Hummingbird
import Registry

/// One method on one path, and what answers it.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, Visit, ServerParts) async throws -> Response

    let method: HTTPRequest.Method
    /// With parameters in braces: `/v1/outlets/{reference}`.
    let path: String
    let handler: Handler
}
