import HTTPTypes
import Hummingbird
import Records
import Registry

/// Every route of the server. `RouteTable.all` is the table; the files in `Routes` fill it, one subject each.
struct RouteTable: Sendable {
    private(set) var routes: [Route] = []

    /// A route for anybody.
    mutating func open(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Route.Handler) {
        routes.append(Route(method: method, path: path, handler: handler))
    }

    /// A route for anybody that takes a body.
    mutating func open<Input: Sendable>(
        posting path: String, _ input: @escaping @Sendable (inout Fields) -> Input,
        _ answer: @escaping @Sendable (Input, Request, Visit, ServerParts) async throws -> Response
    ) {
        let route = Route(method: .post, path: path, body: Fields.schema(of: input)) { request, visit, parts in
            try QueryText.refuseAny(request.uri.query)
            let body = try await RequestBody(request: request).json(upTo: parts.limits.bodyBytes)
            let json = body.isEmpty ? JSONValue.object([:]) : try BoundedJSON.parse(body)
            return try await answer(try Fields.read(json, input), request, visit, parts)
        }
        routes.append(route)
    }

    /// A route for who signed in, with an answer of its own making. Only reads stay on the event loop.
    mutating func signedIn(
        _ method: HTTPRequest.Method, _ path: String, needs: Set<Ask.Precondition> = [], body: JSONValue? = nil,
        _ handler: @escaping @Sendable (Ask) async throws -> Response
    ) {
        let route = Route(method: method, path: path, body: body, needs: needs) { request, visit, parts in
            let visitor = try await parts.signIn.visitor(of: request)
            visit.who.note(visitor.pseudonym)
            let ask = Ask(request: request, visit: visit, parts: parts, signIn: visitor.signIn)
            guard method != .get else { return try await handler(ask) }
            return try await awayFromEventLoop { try await handler(ask) }
        }
        routes.append(route)
    }

    /// A route that reads.
    mutating func get(_ path: String, _ read: @escaping @Sendable (Ask) async throws -> Answer) {
        signedIn(.get, path) { ask in ask.response(try await read(ask)) }
    }

    /// A route that makes something: a body, an `Idempotency-Key`, no version.
    mutating func create<New: Sendable>(
        _ path: String, _ input: @escaping @Sendable (inout Fields) -> New,
        _ act: @escaping @Sendable (Ask, New, Call) async throws -> Answer
    ) {
        change(.post, path, [.idempotencyKey], input, act)
    }

    /// A route that does something to a record: a body, an `Idempotency-Key`, the version that was read.
    mutating func act<Input: Sendable>(
        _ path: String, _ input: @escaping @Sendable (inout Fields) -> Input,
        _ act: @escaping @Sendable (Ask, Input, Call) async throws -> Answer
    ) {
        change(.post, path, [.idempotencyKey, .version], input, act)
    }

    /// A route that does something that is done once by itself: a body, no key and no version.
    mutating func act<Input: Sendable>(
        once path: String, _ input: @escaping @Sendable (inout Fields) -> Input,
        _ act: @escaping @Sendable (Ask, Input, Call) async throws -> Answer
    ) {
        change(.post, path, [], input, act)
    }

    /// A route that changes members of a record: a body and the version that was read.
    mutating func amend<Input: Sendable>(
        _ path: String, _ input: @escaping @Sendable (inout Fields) -> Input,
        _ act: @escaping @Sendable (Ask, Input, Call) async throws -> Answer
    ) {
        change(.patch, path, [.version], input, act)
    }

    /// A route that puts a record under a name that the client chose; sending it twice is harmless by itself.
    mutating func put<Input: Sendable>(
        _ path: String, _ input: @escaping @Sendable (inout Fields) -> Input,
        _ act: @escaping @Sendable (Ask, Input, Call) async throws -> Answer
    ) {
        change(.put, path, [], input, act)
    }

    private mutating func change<Input: Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ needs: Set<Ask.Precondition>,
        _ input: @escaping @Sendable (inout Fields) -> Input,
        _ act: @escaping @Sendable (Ask, Input, Call) async throws -> Answer
    ) {
        signedIn(method, path, needs: needs, body: Fields.schema(of: input)) { ask in
            let (input, call) = try await ask.input(needs, input)
            return ask.response(try await act(ask, input, call), to: call)
        }
    }

    /// Hummingbird's router over these routes; GET answers HEAD too.
    func responder(_ parts: ServerParts) -> RouterResponder<Visit> {
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        for route in routes {
            let handler = route.handler
            router.on(RouterPath(route.path), method: route.method) { request, visit in
                try await handler(request, visit, parts)
            }
        }
        return router.buildResponder()
    }

    /// The methods that are possible at a path, sorted; empty where there is nothing.
    func methods(at path: String) -> [String] {
        let asked = path.split(separator: "/")
        var methods = Set(routes.filter { $0.matches(asked) }.map(\.method.rawValue))
        if methods.contains("GET") { methods.insert("HEAD") }
        return methods.sorted()
    }
}

extension Route {
    fileprivate func matches(_ asked: [Substring]) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count == asked.count && zip(parts, asked).allSatisfy { $0.first == "{" || $0 == $1 }
    }
}
