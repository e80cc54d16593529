import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where an export goes, and in which form.
struct ExportOptions: ParsableArguments {
    /// The forms of exports.
    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, jsonl }

    @Option(help: "csv or jsonl.") var format: Format = .csv
    @Option(help: ArgumentHelp("File to write; standard output, if left out.", valueName: "file"), completion: .file())
    var out: String?
    @Flag(help: "Write over a file that is there already.") var force = false

    /// Streams the export; however large it is, one piece is held at a time.
    func write(_ path: String, _ name: String, _ session: Session) async throws {
        let ask = HTTPAsk(.GET, path, [("format", format.rawValue)])
        guard let out else { return try await session.client.stream(ask) { try StandardOutput.write($0) } }
        try FileThatIsThere.refuse(out, unless: force, "Nothing was exported.")
        // Written beside the file and put in its place at the end, so that nobody reads a part.
        let draft = "\(out).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.notWritten(out) }
        var bytes = 0
        do {
            defer { close(descriptor) }
            try await session.client.stream(ask) { piece in
                try FileDescriptor.write(piece, to: descriptor, named: out)
                bytes += piece.count
            }
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, out) == 0 else { throw Self.notWritten(out) }
        try StandardOutput.write("Wrote \(name) to \(out) (\(bytes) bytes).\n")
    }

    private static func notWritten(_ file: String) -> Failure {
        Failure(
            .failed, "not_written", "\(file) can't be written: \(String(cString: strerror(errno))).",
            attempt: "name another file with --out")
    }
}
