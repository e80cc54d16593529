import ArgumentParser

/// The parties of the jurisdiction.
struct PartyList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List parties.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.party),
        examples: [
            #"registryctl party list --search groen"#
        ])

    @Option(
        name: [.customLong("search"), .customLong("name")],
        help: ArgumentHelp(
            "Part of the reference, the name, a former name or the registration number.", valueName: "text"))
    var search: String?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.party, "/v1/parties", [("q", search)], output, list, past)
    }
}
