import ArgumentParser

/// Draws.
struct DrawList: RegistryCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List draws, newest first.")

    static let manual = Manual(
        .reads, .records(.draw),
        examples: [
            #"registryctl draw list --limit 20"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.draw, "/v1/draws", [], output, list)
    }
}
