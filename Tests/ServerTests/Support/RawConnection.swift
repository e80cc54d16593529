import NIOCore
import NIOPosix

/// A TCP connection on which a test writes what no HTTP client would.
struct RawConnection: Sendable {
    private let channel: any Channel
    private let inbox: Inbox

    static func open(_ port: Int) async throws -> RawConnection {
        let inbox = Inbox()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(inbox.handler())
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, inbox: inbox)
    }

    func write(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)) }

    func write(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// Stops reading, as a client does that went for a coffee.
    func stopReading() async throws { try await channel.setOption(ChannelOptions.autoRead, value: false).get() }

    /// Everything that came until the server closed.
    func untilClosed() async -> String { await inbox.whole() }

    func close() async throws { try await channel.close() }
}

/// Collects what a channel reads.
private final class Inbox: Sendable {
    private let bytes: AsyncStream<ByteBuffer>
    private let sink: AsyncStream<ByteBuffer>.Continuation

    init() { (bytes, sink) = AsyncStream.makeStream() }

    func handler() -> Handler { Handler(sink) }

    func whole() async -> String {
        var all = ByteBuffer()
        for await var part in bytes { all.writeBuffer(&part) }
        return String(buffer: all)
    }

    final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let sink: AsyncStream<ByteBuffer>.Continuation

        init(_ sink: AsyncStream<ByteBuffer>.Continuation) { self.sink = sink }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { sink.yield(unwrapInboundIn(data)) }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed? = event as? ChannelEvent { sink.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) { sink.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
