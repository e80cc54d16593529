import Records

/// What is done to one evidence file with a reason: its hold, and the end of it.
struct EvidenceTurn {
    let file: EvidenceFileOptions

    /// - Parameters:
    ///   - path: what follows the file's own path.
    ///   - said: what is true of the file then, after its short hash.
    func perform(
        _ path: String, _ reason: String, _ change: ChangeOptions, _ output: OutputOptions, _ session: Session,
        said: String
    ) async throws {
        let digest = try await file.digest(session)
        let show = "registryctl evidence show \(digest)"
        let ask = HTTPAsk(.POST, "/v1/evidence/\(digest)/\(path)", ["reason": .of(reason)])
        try session.tell(
            try await session.change(ask, change, hint: show), .evidence, output, "\(digest.short) is \(said).",
            next: show)
    }
}
