import ArgumentParser

/// One party.
struct PartyShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a party with its roles and licences.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.party),
        examples: [
            #"registryctl party show P-2026-0012"#
        ])

    @Argument(help: "Reference of the party.", completion: .references(.party)) var party: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.party, "/v1/parties/\(try Reference.of(.party, party))", output, past)
    }
}
