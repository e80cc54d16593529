import ArgumentParser

/// Chooses the context of the commands that follow.
struct ContextUse: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Choose the context for the commands that follow.")

    static let manual = Manual(
        .stays,
        .text(
            "A sentence that says what is now true."),
        examples: [
            #"registryctl context use prod"#
        ])

    @Argument(help: "Name of the context.", completion: .custom { _, _, _ in ContextNames.all() }) var name: String

    func run() async throws {
        let environment = Environment()
        var configuration = try Configuration.load(environment.configFile)
        guard let context = configuration.contexts[name] else { throw ContextChoice.unknown(name, configuration) }
        configuration.current = name
        try configuration.save(environment.configFile)
        try StandardOutput.write("Commands now go to \(context.host) as \(context.login ?? "nobody yet").\n")
        StandardError.write("Next: registryctl \(context.token == nil ? "login" : "today")\n")
    }
}
