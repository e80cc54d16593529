import ArgumentParser
import Crypto
import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file's bytes.
struct EvidenceFetch: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch a file: its redacted copy, or with a purpose the original.",
        discussion:
            "Whoever gets an original is recorded, with the purpose (10 characters or more), before its first byte. What comes is compared with its hash."
    )

    static let manual = Manual(
        .changes, .text("A sentence that says what was written."),
        examples: [
            #"registryctl evidence fetch 476b813e --record I-2026-0003 --out counter.jpg --original --purpose "the court asks for it""#
        ])

    @OptionGroup var file: EvidenceFileOptions
    @Option(help: ArgumentHelp("File to write.", valueName: "file"), completion: .file()) var out: String
    @Flag(help: "The original, which needs a purpose.") var original = false
    @Option(help: "What you need the original for, in 10 characters or more.") var purpose: String?
    @Flag(help: "Write over a file that is there already.") var force = false
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let digest = try await file.digest(session)
        guard original == (purpose != nil) else {
            throw Failure.usage(
                "an original is fetched for a purpose, and a copy without one.",
                why: ["A purpose has 10 characters or more, and is recorded."], attempt: original(digest))
        }
        if let purpose, purpose.count < 10 {
            throw Failure.usage(
                "the purpose \"\(purpose)\" is too short: it has 10 characters or more, and is recorded.",
                why: ["Nothing was fetched."], attempt: original(digest))
        }
        try FileThatIsThere.refuse(out, unless: force, "Nothing was fetched.")
        let details = try await session.get("/v1/evidence/\(digest)/details", hint: "registryctl inspection list").json
        let expected = original ? digest : FileDigest(details["redactedCopy"]?.text ?? "") ?? digest
        let bytes = try await fetch(HTTPAsk(.GET, "/v1/evidence/\(digest)", [("purpose", purpose)]), expected, session)
        let what = original && details["copyOf"]?.text == nil ? "the original" : "the redacted copy"
        try StandardOutput.write("Wrote \(what) to \(out) (\(bytes) bytes).\n")
    }

    /// The command that fetches an original, as one can type it.
    private func original(_ digest: FileDigest) -> String {
        "registryctl evidence fetch \(digest) --out \(out) --original --purpose 'the court asks for it'"
    }

    func slips(_ clock: LocalClock) -> Slips { file.slips }

    /// Written beside the file and put in its place at the end, so that nobody takes a part for the whole.
    private func fetch(_ ask: HTTPAsk, _ expected: FileDigest, _ session: Session) async throws -> Int {
        let draft = "\(out).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw notWritten }
        var (hash, bytes) = (SHA256(), 0)
        do {
            defer { close(descriptor) }
            try await session.client.stream(ask) { piece in
                try FileDescriptor.write(piece, to: descriptor, named: out)
                hash.update(data: piece)
                bytes += piece.count
            }
            guard FileDigest(bytes: hash.finalize()) == expected else {
                throw Failure(
                    .failed, "evidence_digest_differs", "what came is not the file: its SHA-256 is another one.",
                    why: ["Nothing was written."], attempt: "registryctl evidence show \(expected)")
            }
            guard fsync(descriptor) == 0 else { throw notWritten }
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, out) == 0 else { throw notWritten }
        return bytes
    }

    private var notWritten: Failure {
        Failure(
            .failed, "not_written", "\(out) can't be written: \(String(cString: strerror(errno))).",
            attempt: "name another file with --out")
    }
}
