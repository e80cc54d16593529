import ArgumentParser

/// The officials of the jurisdiction.
struct PeopleList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List people with their roles.",
        discussion: "Example: registryctl people list", aliases: ["ls"])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.person, "/v1/people", [], output, list)
    }
}
