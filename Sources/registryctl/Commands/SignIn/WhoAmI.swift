import ArgumentParser

/// Who the token belongs to.
struct WhoAmI: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Who you are at the server, with your roles.")

    static let manual = Manual(
        .reads, .records(.me),
        examples: [
            #"registryctl whoami --json=login,roles"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.me, "/v1/me", output)
    }
}
