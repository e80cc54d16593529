import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where the receipts are kept that a server gives for changes: one on each line, a file for each month, beside the
/// configuration, in a folder of the server.
struct ReceiptFile: Sendable {
    let path: String

    /// - Parameters:
    ///   - host: of the server, with its port.
    ///   - time: in UTC, as `2026-11-26T17:30:00Z`.
    init(_ environment: Environment, host: String, time: String) {
        let folder = URL(filePath: environment.configFile).deletingLastPathComponent().path
        let server = String(host.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" })
        path = "\(folder)/receipts/\(server)/\(time.prefix(7)).txt"
    }

    /// Appends a receipt. Mode 0600.
    /// - Throws: `Failure` when that can't be done.
    func append(_ receipt: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.failed, "not_written", "\(path) can't be written: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        try FileDescriptor.write(Array("\(receipt)\n".utf8), to: descriptor, named: path)
    }
}
