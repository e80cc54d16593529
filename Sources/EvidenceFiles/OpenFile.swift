import Glibc

/// A file that is read from its beginning to its end, piece by piece, by one reader at a time.
package final class OpenFile: Sendable {
    private let descriptor: Int32
    private let path: String
    package let bytes: Int

    private static let pieceBytes = 1 << 18

    /// Nil where there is none.
    init?(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileProblem("open", path)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileProblem("read", path)
        }
        bytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The next piece, at most 256 KiB; nil at the end.
    package func next() throws -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileProblem("read", path) }
            guard count > 0 else { return nil }
            piece.removeLast(piece.count - count)
            return piece
        }
    }
}
