import Hummingbird

/// Hands the chunks of a stream to the body of a response.
///
/// `@unchecked Sendable`: the producer awaits each `write` before it begins the next, and the body's closure, which alone
/// holds the sink, awaits the producer; so the writer is never used by two tasks at once.
final class ChunkSink: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    /// Returns when the connection can take more.
    func write(_ chunk: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: chunk)) }
}
