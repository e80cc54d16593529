import ArgumentParser

/// Forgets a context with its token.
struct ContextRemove: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget a context and its token.")

    static let manual = Manual(
        .stays,
        .text(
            "A sentence that says what is now true."),
        examples: [
            #"registryctl context remove old"#
        ])

    @Argument(help: "Name of the context.", completion: .custom { _, _, _ in ContextNames.all() }) var name: String

    func run() async throws {
        let environment = Environment()
        var configuration = try Configuration.load(environment.configFile)
        guard configuration.contexts.removeValue(forKey: name) != nil else {
            throw ContextChoice.unknown(name, configuration)
        }
        if configuration.current == name { configuration.current = configuration.contexts.keys.min() }
        try configuration.save(environment.configFile)
        try StandardOutput.write("Context \(name) is forgotten.\n")
        let next = configuration.current.map { "commands go to \($0) now" } ?? "registryctl login --server URL"
        StandardError.write("Next: \(next)\n")
    }
}
