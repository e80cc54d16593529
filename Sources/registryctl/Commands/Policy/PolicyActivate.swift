import ArgumentParser

/// A proposed pack begins to govern.
struct PolicyActivate: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Activate a policy pack that another person proposed.",
        discussion: "Read it first: registryctl policy show PACK --version VERSION --text")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy activate nl/leeuwarden/j --version 2026"#,
            #"registryctl policy activate nl/leeuwarden/j --version 2026 --sha256 1f3870be"#,
        ])

    @OptionGroup var options: PackOptions
    @Option(help: ArgumentHelp("SHA-256 of the text you have read, or its beginning.", valueName: "hex"))
    var sha256: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.change(options, .POST, "activate", ["sha256": .of(sha256)], change)
        let day = answer.json["validFrom"]?.text ?? ""
        let until = answer.json["governsUntil"]?.text.map { " until \($0) and no longer" } ?? ""
        session.note(answer.json)
        try session.tell(
            answer, .policyPack, output, "Activated \(options.name): it governs from \(day)\(until).",
            next: "registryctl policy list")
    }
}
