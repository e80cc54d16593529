import ArgumentParser

/// Who stands in for whom.
struct PeopleDeputies: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "deputies", abstract: "List who stands in for whom, newest first.")

    static let manual = Manual(
        .reads, .records(.deputy),
        examples: [
            #"registryctl people deputies"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.deputy, "/v1/deputies", [], output, list)
    }
}
