import HTTPTypes
import NIOHTTP1
import Records

/// A problem that is answered on the connection itself, without a route.
struct ConnectionProblem {
    let head: HTTPResponse
    let body: [UInt8]

    private init(_ status: HTTPResponse.Status, _ refusal: Refusal) {
        body = Problem(status: status.code, refusal: refusal, requestID: nil).bytes()
        var fields = CommonHeaders.fields
        fields[.contentType] = Problem.mediaType
        fields[.contentLength] = String(body.count)
        fields[.connection] = "close"
        head = HTTPResponse(status: status, headerFields: fields)
    }

    static func slowBody(seconds: Int) -> ConnectionProblem {
        ConnectionProblem(
            .requestTimeout,
            Refusal(
                .tooLarge, "body_too_slow", "The body of the request did not arrive within \(seconds) seconds.",
                hint: "Send it again over a faster connection, or in smaller parts."))
    }

    static func unreadable(_ error: HTTPParserError, _ limits: ServerLimits) -> ConnectionProblem {
        guard error == .headerOverflow else {
            return ConnectionProblem(
                .badRequest,
                Refusal(
                    .badInput, "not_http", "What was sent can't be read as HTTP/1.1.",
                    hint: "Use an HTTP client; see /v1/openapi.json for the requests that there are."))
        }
        return ConnectionProblem(
            .requestHeaderFieldsTooLarge,
            Refusal(
                .tooLarge, "head_too_large", "The head of the request is larger than the server reads.",
                detail: "At most \(limits.headerFields) fields of together \(limits.headerListBytes) bytes are read.",
                hint: "Send fewer or shorter header fields."))
    }
}
