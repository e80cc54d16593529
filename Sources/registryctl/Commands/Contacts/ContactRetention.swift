import ArgumentParser

/// How long contacts are kept.
struct ContactRetention: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Show for how many months contacts are kept after each outcome.",
        discussion: "Numbers without a reason are this program's own and no law; contact keep sets others.")

    static let manual = Manual(
        .reads, .records(.contactRetention),
        examples: [
            #"registryctl contact retention"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let items = try await session.get("/v1/contact-retention").json["items"]?.items ?? []
        try session.printer(output).list(items, of: .contactRetention)
    }
}
