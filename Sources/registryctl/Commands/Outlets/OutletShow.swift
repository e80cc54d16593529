import ArgumentParser

/// Everything about one outlet.
struct OutletShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an outlet with its roles, licence, open case and last inspections.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.outlet),
        examples: [
            #"registryctl outlet show 0363-042-J"#,
            #"registryctl outlet show 0363-042-J --as-of 2026-03-03"#,
            #"registryctl outlet show 0363-042-J --as-of 2026-03-03 --known-at "2026-03-03 14:00""#,
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.outlet, "/v1/outlets/\(try Reference.outlet(outlet))", output, past)
    }
}
