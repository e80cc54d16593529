import HTTPTypes
import Hummingbird
import Records
import Registry

extension RouteTable {
    /// How to sign in, and signing in: the doors for who has no token yet.
    mutating func addSignIn() {
        open(.get, "/v1/sign-in") { request, _, parts in
            try QueryText.refuseAny(request.uri.query)
            return .json(try await parts.registry.waysToSignIn())
        }
        open(posting: "/v1/sessions", NewSession.init) { new, visit, parts in
            .json(try await parts.credentials.session(new, visit))
        }
    }
}

extension Response {
    fileprivate static func json(_ answer: Answer) -> Response {
        Response(
            status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
