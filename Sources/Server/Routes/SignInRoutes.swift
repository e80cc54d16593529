import HTTPTypes
import Hummingbird
import Records
import Registry

extension RouteTable {
    /// How to sign in, and signing in: the doors for who has no token yet.
    mutating func addSignIn() {
        open(.get, "/v1/sign-in") { request, _, parts in
            try QueryText.refuseAny(request.uri.query)
            return .json(String(decoding: try await Self.ways(parts).bytes(), as: UTF8.self))
        }
        open(.get, "/v1/sign-in/browser") { request, visit, parts in try parts.browser.begin(request, visit) }
        open(.get, "/v1/sign-in/callback") { request, visit, parts in
            try await parts.signInLimits.admit(nil, in: "", request, visit)
            return try await parts.browser.finish(request, visit)
        }
        open(posting: "/v1/sessions", NewSession.init) { new, request, visit, parts in
            switch new.proof {
            case .credential(let text, let login):
                try await parts.signInLimits.admit(login, in: new.jurisdiction, request, visit)
                return .json(answering: try await parts.credentials.session(text, login, in: new.jurisdiction, visit))
            case .idToken(let text):
                try await parts.signInLimits.admit(nil, in: new.jurisdiction, request, visit)
                return .json(answering: try await parts.provider.session(text, in: new.jurisdiction, visit))
            }
        }
    }

    private static func ways(_ parts: ServerParts) async throws -> JSONValue {
        let authorities = try await parts.registry.signInAuthorities().map { code, name -> JSONValue in
            ["code": .string(code), "name": .string(name)]
        }
        let provider = parts.provider.provider.map { provider -> JSONValue in
            [
                "issuer": .string(provider.issuer), "clientId": .string(provider.clientID),
                "deviceAuthorizationEndpoint": .string(provider.endpoints.deviceAuthorization),
                "tokenEndpoint": .string(provider.endpoints.token),
            ]
        }
        let ways: [JSONValue] =
            (parts.browser.way == nil ? [] : ["browser"]) + (provider == nil ? [] : ["idToken"]) + [
                "credential", "token",
            ]
        return ["jurisdictions": .array(authorities), "ways": .array(ways), "provider": provider ?? .null]
    }
}

extension Response {
    /// The answer to an act of somebody who had not signed in before it.
    fileprivate static func json(answering answer: Answer) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.receipt] = answer.receipt
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
