import ArgumentParser

/// The contact keys of the authority.
struct ContactKeyList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List contact keys, newest first.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.contactKey),
        examples: [
            #"registryctl contact key list"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let keys = try await session.get("/v1/contact-keys").json["items"]?.items ?? []
        try session.printer(output).list(keys, of: .contactKey)
    }
}
