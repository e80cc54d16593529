import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files that somebody names to be sent; pipes and `/dev/stdin` too.
enum InputFile {
    /// The bytes of the file, and of a longer one no more than one byte beyond `limit`; nil when there is none.
    /// - Throws: `Failure` when it is there and can't be read.
    static func read(_ path: String, upTo limit: Int) throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw notRead(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while bytes.count <= limit {
            let length = min(piece.count, limit + 1 - bytes.count)
            let count = piece.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, length) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw notRead(path) }
            if count == 0 { break }
            bytes += piece[..<count]
        }
        return bytes
    }

    /// The bytes of a file that is imported.
    /// - Parameter what: the word for such a file.
    /// - Throws: `Failure` when there is no such file, it can't be read, or it is larger than the server takes.
    static func toImport(_ path: String, called what: String) throws(Failure) -> [UInt8] {
        let limit = OutletImport.maximumBytes
        guard let bytes = try read(path, upTo: limit) else {
            throw Failure(.refused, "no_file", "there is no file \(path).", attempt: "ls -l *.csv")
        }
        guard bytes.count <= limit else {
            throw Failure(
                .refused, "file_too_large", "\(path) was not sent: it has \(size(path, read: bytes.count)).",
                why: ["A \(what) has at most \(limit) bytes."],
                attempt: "divide it into smaller files, each with the header line")
        }
        return bytes
    }

    /// "23068672 bytes", or, of a pipe whose end was not read, "more than 20971520 bytes".
    static func size(_ path: String, read count: Int) -> String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= count else {
            return "more than \(count - 1) bytes"
        }
        return "\(status.st_size) bytes"
    }

    private static func notRead(_ path: String) -> Failure {
        if errno == EISDIR {
            return Failure(.refused, "not_a_file", "\(path) is a folder, not a file.", attempt: "name a file in it")
        }
        return Failure(
            .failed, "not_read", "\(path) can't be read.", why: ["\(String(cString: strerror(errno)))."], at: path)
    }
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
