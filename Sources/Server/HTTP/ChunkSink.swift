import Hummingbird

/// Hands the chunks of a stream to the body of a response.
///
/// `@unchecked Sendable`: the producer awaits each `write` before it begins the next, and the body's closure, which alone
/// holds the sink, awaits the producer; so the writer is never used by two tasks at once.
private final class ChunkSink: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    /// Returns when the connection can take more.
    func write(_ chunk: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: chunk)) }
}

extension ResponseBody {
    /// The chunks that `produce` hands over, away from the event loop, since making them may compute long. Where it fails the
    /// stream is broken off, which every client notices: the last chunk is missing.
    /// - Parameter contentLength: where it is known, all chunks together.
    static func streaming(
        contentLength: Int? = nil,
        _ produce: @escaping @Sendable (@escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) -> ResponseBody {
        ResponseBody(contentLength: contentLength) { writer in
            let sink = ChunkSink(writer)
            try await awayFromEventLoop { try await produce { try await sink.write($0) } }
            try await writer.finish(nil)
        }
    }
}
