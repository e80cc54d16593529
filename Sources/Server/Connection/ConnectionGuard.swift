import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Ends what a client draws out: a body that takes too long, an answer that nobody reads, a head that can't be read.
///
/// It sits between the HTTP codec and Hummingbird, and closes the connection after every answer that says
/// `Connection: close` (Hummingbird does so only when the request said it). Before closing it reads and drops what the
/// client still sends for a moment, so that the client gets the answer instead of a reset.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    /// Requests whose head was read and whose answer has not ended.
    private var unanswered = 0
    private var answerHasBegun = false
    private var endsConnection = false
    private var isEnding = false
    private var droppedBytes = 0
    private var isReadingBody = false
    private var bodyLimit = TimeAmount.zero
    private var bodyDeadline: Scheduled<Void>?
    private var stallDeadline: Scheduled<Void>?

    init(_ limits: ServerLimits) { self.limits = limits }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return drop(data, context) }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body: break
        case .end: endBody()
        }
        context.fireChannelRead(data)
    }

    private func drop(_ data: NIOAny, _ context: ChannelHandlerContext) {
        guard case .body(let part) = unwrapInboundIn(data) else { return }
        droppedBytes += part.readableBytes
        if droppedBytes > limits.lingerBytes { context.close(promise: nil) }
    }

    private func begin(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        unanswered += 1
        isReadingBody = true
        bodyLimit = .seconds(Int64(bodySeconds(head.path ?? "")))
        if unanswered == 1, head.headerFields[.expect]?.lowercased() == "100-continue" {
            context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
        }
    }

    private func bodySeconds(_ path: String) -> Int {
        if path.hasPrefix("/v1/imports/") { return limits.importSeconds }
        return path.hasPrefix("/v1/evidence/") ? limits.evidenceSeconds : limits.bodySeconds
    }

    private func endBody() {
        isReadingBody = false
        bodyDeadline?.cancel()
        bodyDeadline = nil
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isEnding {
            context.read()
        } else if isReadingBody, bodyDeadline == nil {
            bodyDeadline = schedule(in: bodyLimit, context) { $0.bodyTookTooLong($1) }
        }
        context.fireChannelReadComplete()
    }

    private func bodyTookTooLong(_ context: ChannelHandlerContext) {
        guard isReadingBody, !isEnding else { return }
        let seconds = bodyLimit.nanoseconds / 1_000_000_000
        end(with: ConnectionProblem.slowBody(seconds: Int(seconds)), context)
        context.fireErrorCaught(BodyCutShort())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError, !isEnding {
            // The end of the connection inside a body is read as an error too; then there is nobody to answer.
            end(with: error == .invalidEOFState ? nil : ConnectionProblem.unreadable(error, limits), context)
        }
        context.fireErrorCaught(error)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isEnding, case ChannelEvent.inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isEnding else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            answerHasBegun = true
            if head.headerFields[.connection]?.lowercased() == "close" { endsConnection = true }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            answerHasBegun = false
            unanswered -= 1
            context.write(data, promise: promise)
            if endsConnection { linger(context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallDeadline?.cancel()
        stallDeadline = nil
        if !context.channel.isWritable {
            stallDeadline = schedule(in: .seconds(Int64(limits.stalledSeconds)), context) { $1.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    /// Answers with `problem` where no other answer is under way, and ends the connection.
    private func end(with problem: ConnectionProblem?, _ context: ChannelHandlerContext) {
        if let problem, unanswered <= 1, !answerHasBegun {
            context.write(wrapOutboundOut(.head(problem.head)), promise: nil)
            context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem.body))), promise: nil)
            context.write(wrapOutboundOut(.end(nil)), promise: nil)
        }
        linger(context)
    }

    private func linger(_ context: ChannelHandlerContext) {
        isEnding = true
        endBody()
        context.flush()
        context.close(mode: .output, promise: nil)
        _ = schedule(in: .seconds(Int64(limits.lingerSeconds)), context) { $1.close(promise: nil) }
        context.read()
    }

    private func schedule(
        in time: TimeAmount, _ context: ChannelHandlerContext,
        _ body: @escaping (ConnectionGuard, ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { body(self, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        endBody()
        stallDeadline?.cancel()
        stallDeadline = nil
    }
}

/// The body of a request was cut off by the server; nothing may be done with the part that came.
struct BodyCutShort: Error {}
