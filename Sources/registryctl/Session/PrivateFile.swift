import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Files that only their owner may read.
enum PrivateFile {
    /// The bytes of the file, nil when there is none.
    /// - Throws: `Failure` when it is there and can't be read.
    static func read(_ path: String) throws(Failure) -> [UInt8]? {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        guard !isFolder else {
            throw Failure(.refused, "not_a_file", "\(path) is a folder, not a file.", attempt: "name a file in it")
        }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            let why = access(path, R_OK) == 0 ? "\(error)" : String(cString: strerror(errno)) + "."
            throw Failure(.failed, "not_read", "\(path) can't be read.", why: [why], at: path)
        }
    }

    /// Replaces the file in one step; its folder is made when it is missing. Mode 0600.
    /// - Throws: `Failure` when that can't be done; the former file is then as it was.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try FileDescriptor.write(bytes, to: descriptor, named: path)
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.failed, "not_written", "\(path) can't be written: \(String(cString: strerror(errno))).")
    }
}
