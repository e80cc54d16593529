import NIOCore

/// A body in pieces of at most `length` bytes.
struct Pieces: AsyncSequence, Sendable {
    let bytes: [UInt8]
    let length: Int

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...], length: length) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<UInt8>
        let length: Int

        mutating func next() async -> ByteBuffer? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(length) }
            return ByteBuffer(bytes: rest.prefix(length))
        }
    }
}
