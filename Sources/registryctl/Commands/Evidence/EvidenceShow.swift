import ArgumentParser

/// One file, without its bytes.
struct EvidenceShow: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show to what a file belongs, how long it is kept, and who got the original.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.evidence),
        examples: [
            #"registryctl evidence show 476b813e --record I-2026-0003"#
        ])

    @OptionGroup var file: EvidenceFileOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let digest = try await file.digest(session)
        let answer = try await session.get("/v1/evidence/\(digest)/details", hint: "registryctl inspection list")
        try session.printer(output).one(answer.json, of: .evidence)
    }

    func slips(_ clock: LocalClock) -> Slips { file.slips }
}
