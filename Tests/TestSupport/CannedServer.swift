import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP server of one test that answers as the contract says, and remembers what it was asked.
package final class CannedServer: Sendable {
    /// One answer; an answer without a status is a connection that is closed instead.
    package struct Answer: Sendable {
        package var status: Int?
        package var headers: [(String, String)]
        package var body: String
        /// Closes the connection before the end of the body.
        package var isCutShort = false

        package init(status: Int?, headers: [(String, String)], body: String, isCutShort: Bool = false) {
            self.status = status
            self.headers = headers
            self.body = body
            self.isCutShort = isCutShort
        }

        package static func json(_ body: String, status: Int = 200, etag: String? = nil, dryRun: Bool = false) -> Answer
        {
            let headers = [("Content-Type", "application/json")] + (etag.map { [("ETag", $0)] } ?? [])
            return Answer(status: status, headers: headers + (dryRun ? [("Dry-Run", "true")] : []), body: body)
        }

        package static func problem(_ status: Int, _ code: String, _ detail: String, _ more: String = "") -> Answer {
            Answer(
                status: status, headers: [("Content-Type", "application/problem+json")],
                body: """
                    {"type":"/problems/\(code)","title":"A kind of problem","status":\(status),"code":"\(code)",
                    "detail":"\(detail)","requestId":"r-1"\(more.isEmpty ? "" : "," + more)}
                    """)
        }

        package static let hangUp = Answer(status: nil, headers: [], body: "")
        /// The head and the first part of a longer body; then nothing: the connection stays open.
        package static func begun(_ body: String) -> Answer {
            Answer(status: 200, headers: [("Content-Type", "text/csv"), ("Content-Length", "1000000")], body: body)
        }

        /// Nothing at all: the connection stays open.
        package static let silence = Answer(status: nil, headers: [], body: "silence")
    }

    /// One request as it came in.
    package struct Asked: Sendable, Equatable {
        package var line: String
        package var headers: [String: String]
        package var body: String
    }

    private let asked = NIOLockedValueBox<[Asked]>([])
    private let channel: any Channel

    /// The requests so far, oldest first.
    package var requests: [Asked] { asked.withLockedValue { $0 } }
    package var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    /// Host and port, as messages show them.
    package var host: String { String(url.dropFirst("http://".count)) }

    /// `answer` is asked with the request line ("GET /v1/today").
    package init(_ answer: @escaping @Sendable (Asked) -> Answer) async throws {
        let asked = asked
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(
                        CannedHandler { request in
                            asked.withLockedValue { $0.append(request) }
                            return answer(request)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    package func close() async throws { try await channel.close() }
}

/// Collects one request, then answers it.
private final class CannedHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: @Sendable (CannedServer.Asked) -> CannedServer.Answer
    private var asked = CannedServer.Asked(line: "", headers: [:], body: "")

    init(_ answer: @escaping @Sendable (CannedServer.Asked) -> CannedServer.Answer) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let headers = head.headers.map { ($0.name.lowercased(), $0.value) }
            asked = .init(
                line: "\(head.method.rawValue) \(head.uri)", headers: Dictionary(headers) { $1 }, body: "")
        case .body(let buffer): asked.body += String(buffer: buffer)
        case .end: write(answer(asked), context)
        }
    }

    private func write(_ answer: CannedServer.Answer, _ context: ChannelHandlerContext) {
        guard let status = answer.status else {
            if answer.body.isEmpty { context.close(promise: nil) }
            return
        }
        var headers = HTTPHeaders(answer.headers)
        let isWhole = !answer.isCutShort && !headers.contains(name: "Content-Length")
        if isWhole { headers.add(name: "Content-Length", value: String(answer.body.utf8.count)) }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        guard !answer.isCutShort else {
            context.flush()
            return context.close(promise: nil)
        }
        guard isWhole else { return context.flush() }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
