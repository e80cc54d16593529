import ArgumentParser

/// One file, without its bytes.
struct EvidenceShow: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show to what a file belongs, how long it is kept, and who got the original.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.evidence),
        examples: [
            #"registryctl evidence show "$(sha256sum < counter.jpg | cut -c1-64)""#
        ])

    @Argument(help: "SHA-256 of the file.") var file: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let digest = try EvidencePlace.digest(file)
        let answer = try await session.get("/v1/evidence/\(digest)/details", hint: "registryctl inspection list")
        try session.printer(output).one(answer.json, of: .evidence)
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace.digest(file) }
        return slips
    }
}
