import ArgumentParser

/// One context.
struct ContextShow: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a context; the chosen one without a name.")

    static let manual = Manual(
        .stays, .records(.context),
        examples: [
            #"registryctl context show"#
        ])

    @Argument(help: "Name of the context.", completion: .custom { _, _, _ in ContextNames.all() }) var name: String?
    @Option(name: [.short, .long], help: ArgumentHelp("The same as the name alone.", valueName: "name"))
    var context: String?
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let environment = Environment()
        let configuration = try Configuration.load(environment.configFile)
        guard let name = name ?? context ?? environment["REGISTRYCTL_CONTEXT"] ?? configuration.current else {
            _ = try ContextChoice(environment: environment).resolve()
            return StandardError.write("The server is named by REGISTRYCTL_SERVER.\n")
        }
        guard let context = configuration.contexts[name] else { throw ContextChoice.unknown(name, configuration) }
        let record = ContextRecord.json(name, context, isCurrent: name == configuration.current)
        try ContextRecord.printer(output, environment).one(record, of: .context)
    }
}
