import Crypto
import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that is to be sent, read in pieces however large it is.
final class EvidenceFile: Sendable {
    let path: String
    let bytes: Int
    let digest: FileDigest
    private let descriptor: Int32

    /// - Throws: `Failure` when there is none, or it can't be read or is empty.
    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw Self.notRead(path) }
            throw Failure(.refused, "no_file", "there is no file \(path).", attempt: "ls -l")
        }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            close(descriptor)
            throw Failure(
                .refused, "not_a_file", "\(path) is no file with anything in it.", attempt: "name a photo or a document"
            )
        }
        var hash = SHA256()
        var count = 0
        do {
            while true {
                let piece = try Self.read(descriptor, path, at: count, upTo: 1 << 20)
                if piece.isEmpty { break }
                hash.update(data: piece)
                count += piece.count
            }
        } catch {
            close(descriptor)
            throw error
        }
        bytes = count
        guard let digest = FileDigest(bytes: hash.finalize()) else { throw Self.notRead(path) }
        self.digest = digest
    }

    deinit { close(descriptor) }

    /// Its bytes from a place on.
    func part(at offset: Int, upTo length: Int) throws -> [UInt8] {
        try Self.read(descriptor, path, at: offset, upTo: length)
    }

    private static func read(_ descriptor: Int32, _ path: String, at offset: Int, upTo length: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        var count = 0
        while count < length {
            let read = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: count), length - count, off_t(offset + count))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw notRead(path) }
            if read == 0 { break }
            count += read
        }
        bytes.removeLast(length - count)
        return bytes
    }

    private static func notRead(_ path: String) -> Failure {
        Failure(.failed, "not_read", "\(path) can't be read.", why: ["\(String(cString: strerror(errno)))."], at: path)
    }
}
