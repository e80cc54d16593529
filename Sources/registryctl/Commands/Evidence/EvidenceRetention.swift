import ArgumentParser

/// How long evidence files are kept.
struct EvidenceRetention: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Show for how many months evidence files are kept after each outcome.",
        discussion: "Numbers without a reason are this program's own and no law; evidence keep sets others.")

    static let manual = Manual(
        .reads, .records(.evidenceRetention),
        examples: [
            #"registryctl evidence retention"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let items = try await session.get("/v1/evidence-retention").json["items"]?.items ?? []
        try session.printer(output).list(items, of: .evidenceRetention)
    }
}
