import Records

/// One command's conversation with one server.
struct Session: Sendable {
    let client: Client
    let clock: LocalClock
    let environment: Environment
    /// Only results and failures are written.
    let isQuiet: Bool
    let language: Language?
    /// The context that the command line names, if it names one.
    let namedContext: String?

    /// - Throws: `Failure` when no server is chosen.
    init(_ common: CommonOptions) throws(Failure) {
        environment = Environment()
        let context = try ContextChoice(environment: environment, named: common.context).resolve()
        clock = .standard(zone: context.timeZone)
        client = Client(context, timeoutSeconds: max(1, common.timeout))
        isQuiet = common.quiet
        language = common.lang
        namedContext = common.context
    }

    func printer(_ output: OutputOptions) -> Printer {
        Printer(
            form: output.form, fields: OutputOptions.names(output.fields),
            columnNames: OutputOptions.names(output.columns), hasHeader: !output.noHeader,
            terminal: .standardOutput(environment), dates: PeopleDates(clock: clock), say: say)
    }

    /// Talk: standard error, unless it was asked to be quiet.
    func say(_ sentence: String) {
        if !isQuiet { StandardError.write(sentence + "\n") }
    }

    /// The command that comes next, as it can be typed: with the context that this one was given.
    func sayNext(_ command: String, _ label: String = "Next") {
        say("\(label): \(ChosenContext.added(namedContext, to: command))")
    }
}
