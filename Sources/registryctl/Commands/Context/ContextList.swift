import ArgumentParser
import Records

/// All contexts.
struct ContextList: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the contexts.",
        aliases: ["ls"])

    static let manual = Manual(
        .stays, .records(.context),
        examples: [
            #"registryctl context list"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let environment = Environment()
        let configuration = try Configuration.load(environment.configFile)
        let records = configuration.contexts.sorted { $0.key < $1.key }.map { name, context in
            ContextRecord.json(name, context, isCurrent: name == configuration.current)
        }
        try ContextRecord.printer(output, environment).list(records, of: .context)
        if records.isEmpty { StandardError.write("No contexts yet. Next: registryctl login --server URL\n") }
    }
}

/// A context as it is shown: never with its token.
enum ContextRecord {
    static func json(_ name: String, _ context: ServerContext, isCurrent: Bool) -> JSONValue {
        [
            "current": isCurrent ? "*" : .null, "name": .string(name), "server": .string(context.server),
            "login": context.login.map(JSONValue.string) ?? .null,
            "timeZone": context.timeZone.map(JSONValue.string) ?? .null,
        ]
    }

    static func printer(_ output: OutputOptions, _ environment: Environment) -> Printer {
        Printer(
            form: output.form, fields: OutputOptions.names(output.fields),
            columnNames: OutputOptions.names(output.columns), hasHeader: !output.noHeader,
            terminal: .standardOutput(environment), dates: PeopleDates(clock: .standard(zone: nil)),
            say: { StandardError.write($0 + "\n") })
    }
}
