import ArgumentParser

/// The officials of the jurisdiction.
struct PeopleList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List people with their roles.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.person),
        examples: [
            #"registryctl people list"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.person, "/v1/people", [], output, list)
    }
}
