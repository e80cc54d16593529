import ArgumentParser

/// What was asked of reporters' contacts.
struct ContactRequests: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "List who asked for contacts, for what, and how often they were read.")

    static let manual = Manual(
        .reads, .records(.unsealing),
        examples: [
            #"registryctl contact requests --limit 20"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.unsealing, "/v1/unsealings", [], output, list)
    }
}
