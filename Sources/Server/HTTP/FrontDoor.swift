import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import Records

/// The first and last stop of every request: bounds its URL, finds its route, turns errors into problems, adds the
/// common header fields and writes the access log.
struct FrontDoor: HTTPResponder {
    private let routes: RouteTable
    private let router: RouterResponder<Visit>
    private let limits: ServerLimits
    private let logger: Logger

    init(routes: RouteTable, parts: ServerParts, logger: Logger) {
        self.routes = routes
        self.router = routes.responder(parts)
        self.limits = parts.limits
        self.logger = logger
    }

    func respond(to request: Request, context visit: Visit) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await answer(to: request, visit)
        } catch let error as HTTPParserError {
            // The connection has been answered and ended by its guard; Hummingbird must see this error.
            throw error
        } catch {
            response = problem(error, request, visit)
        }
        let caching = response.headers[.cacheControl]
        response.headers.append(contentsOf: CommonHeaders.fields)
        if let caching { response.headers[.cacheControl] = caching }
        response.headers[.requestID] = visit.requestID
        let cookies = visit.cookies.all
        if !cookies.isEmpty { response.headers[values: .setCookie] = cookies }
        if response.status.code >= 400, request.announcesMore(than: limits.bodyBytes / 16) {
            response.headers[.connection] = "close"
        }
        log(request, visit, response, ContinuousClock.now - start)
        // A problem has a body, and an answer to HEAD none: the client would take it for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(to request: Request, _ visit: Visit) async throws -> Response {
        let bytes = request.head.path?.utf8.count ?? 0
        guard bytes <= limits.urlBytes else {
            return problem(.uriTooLong, .urlTooLong(bytes, limits.urlBytes), visit)
        }
        let response = try await router.respond(to: request, context: visit)
        guard visit.endpointPath == "NotFound" else { return response }
        let allowed = routes.methods(at: request.uri.path)
        guard !allowed.isEmpty else { return problem(.notFound, .noSuchPath(request.uri.path), visit) }
        var answer = problem(.methodNotAllowed, .noSuchMethod(request.method, allowed), visit)
        answer.headers[.allow] = allowed.joined(separator: ", ")
        return answer
    }

    private func problem(_ error: any Error, _ request: Request, _ visit: Visit) -> Response {
        let entry = ProblemTable.entry(for: error, Repetition(request))
        if entry.isFailure {
            let metadata: Logger.Metadata = ["requestId": "\(visit.requestID)", "error": "\(error)"]
            logger.error("request failed", metadata: metadata)
        }
        let refusal = request.method == .get ? entry.refusal.ofRead : entry.refusal
        var response = problem(entry.status, refusal, visit)
        if let seconds = entry.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if entry.refusal.code == "upload_offset_mismatch", let offset = entry.refusal.choices.first?.wholeNumber {
            response.headers[.uploadOffset] = "\(offset)"
        }
        if entry.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"registry\"" }
        if entry.status == .contentTooLarge { response.headers[.connection] = "close" }
        return response
    }

    private func problem(_ status: HTTPResponse.Status, _ refusal: Refusal, _ visit: Visit) -> Response {
        let bytes = Problem(status: status.code, refusal: refusal, requestID: visit.requestID).bytes()
        return Response(
            status: status, headers: [.contentType: Problem.mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The route and never the path, a pseudonym and never a name.
    private func log(_ request: Request, _ visit: Visit, _ response: Response, _ duration: Duration) {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        logger.notice(
            "request",
            metadata: [
                "requestId": "\(visit.requestID)", "method": "\(request.method)",
                "route": "\(visit.endpointPath ?? "-")", "status": "\(response.status.code)",
                "microseconds": "\(microseconds)", "actor": "\(visit.who.pseudonym ?? "-")",
            ])
    }
}

extension Request {
    /// Whether a body follows that is longer than `bytes`, or of unknown length.
    fileprivate func announcesMore(than bytes: Int) -> Bool {
        if let length = headers[.contentLength].flatMap(Int.init) { return length > bytes }
        return headers[.transferEncoding] != nil
    }
}
