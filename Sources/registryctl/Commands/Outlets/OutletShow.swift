import ArgumentParser

/// Everything about one outlet.
struct OutletShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an outlet with its roles, licence, open case and last inspections.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.outlet),
        examples: [
            #"registryctl outlet show 0363-042-J"#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.outlet, "/v1/outlets/\(try Reference.outlet(outlet))", output)
    }
}
