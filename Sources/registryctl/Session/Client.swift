import AsyncHTTPClient
import NIOCore
import NIOPosix
import Records

/// Speaks HTTP with one server. The connection is made with the first request.
final class Client: Sendable {
    let context: ServerContext
    private let timeout: TimeAmount
    private let http: HTTPClient

    /// How often a request is sent when the server says it is busy, and the pause before each repetition.
    private static let pauses: [Duration] = [.milliseconds(200), .milliseconds(800)]

    /// How much JSON one answer may hold: a page of 500 records is far below it.
    private static let limits = BoundedJSON.Limits(depth: 64, nodes: 1_000_000)

    init(_ context: ServerContext, timeoutSeconds: Int64) {
        self.context = context
        timeout = .seconds(timeoutSeconds)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(min(5, timeoutSeconds))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// One thread is enough for one request at a time, and costs half the start-up time of two.
    ///
    /// To be called before there is any client: the threads belong to the process.
    static func useOneThread() {
        NIOSingletons.groupLoopCountSuggestion = 1
        NIOSingletons.blockingPoolThreadCountSuggestion = 1
    }

    func close() async throws { try await http.shutdown() }

    /// The answer to a request, when it is a yes.
    /// - Throws: `Failure` for a no, for a server that can't be reached, and for an outcome that is not known.
    func send(_ ask: HTTPAsk) async throws -> HTTPAnswer {
        let response = try await response(to: ask)
        let body = try await Self.bytes(response.body, ask, context)
        guard (200..<300).contains(Int(response.status.code)) else {
            throw ProblemDocument.failure(status: Int(response.status.code), body: body, server: context.host)
        }
        return HTTPAnswer(
            status: Int(response.status.code), json: try json(body), etag: response.headers.first(name: "ETag"),
            isDryRun: response.headers.first(name: "Dry-Run") == "true",
            receipt: response.headers.first(name: "Registry-Receipt"))
    }

    /// Hands the body of an answer on piece by piece; at most one piece is held at a time.
    func stream(_ ask: HTTPAsk, _ consume: ([UInt8]) throws -> Void) async throws {
        let response = try await response(to: ask)
        guard response.status.code == 200 else {
            let body = try await Self.bytes(response.body, ask, context)
            throw ProblemDocument.failure(status: Int(response.status.code), body: body, server: context.host)
        }
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await next(of: &pieces) { try consume([UInt8](piece.readableBytesView)) }
    }

    /// The next piece; whatever keeps it from coming, but for an interruption, broke the answer off.
    private func next(of pieces: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await pieces.next()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Failure(
                .unreachable, "answer_cut_short", "\(context.host) broke off in the middle of its answer.",
                why: ["What was written so far is not the whole."], attempt: "the same command again")
        }
    }

    private func response(to ask: HTTPAsk) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: context.server + ask.target)
        request.method = .RAW(value: ask.method.rawValue)
        if let token = context.token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.headers.add(name: "Accept", value: "application/json, */*")
        for header in ask.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = ask.body.map(Self.body)
        for pause in Self.pauses {
            let response = try await once(request, ask)
            guard [429, 503].contains(response.status.code) else { return response }
            try await Task.sleep(for: pause)
        }
        return try await once(request, ask)
    }

    /// A large body goes piece by piece, so that it stops when the server says no before it has all of it, and the no is
    /// read. Sent at once it would run into the connection that the server has closed.
    private static func body(_ bytes: [UInt8]) -> HTTPClientRequest.Body {
        guard bytes.count > pieceBytes else { return .bytes(ByteBuffer(bytes: bytes)) }
        return .stream(Pieces(bytes: bytes, length: pieceBytes), length: .known(Int64(bytes.count)))
    }

    private static let pieceBytes = 1 << 16

    /// Sent once more where the connection broke before an answer and the server does it once at most: one that was kept open
    /// may be closed by the other side in the very moment in which it is used again.
    private func once(_ request: HTTPClientRequest, _ ask: HTTPAsk) async throws -> HTTPClientResponse {
        do {
            do {
                return try await http.execute(request, timeout: timeout)
            } catch  where ask.isRepeatable && TransportFailure.isBrokenConnection(error) {
                return try await http.execute(request, timeout: timeout)
            }
        } catch {
            throw TransportFailure.failure(error, ask, context)
        }
    }

    private static func bytes(
        _ body: HTTPClientResponse.Body, _ ask: HTTPAsk, _ context: ServerContext
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in body { bytes += piece.readableBytesView }
        } catch {
            throw TransportFailure.failure(error, ask, context)
        }
        return bytes
    }

    private func json(_ body: [UInt8]) throws(Failure) -> JSONValue {
        do {
            return try BoundedJSON.parse(body, limits: Self.limits)
        } catch {
            throw Failure(
                .failed, "answer_not_read", "the answer of \(context.host) can't be read: \(error).",
                why: ["Something other than the registry may be listening there."], attempt: "registryctl context show")
        }
    }
}
