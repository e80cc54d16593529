import Records

/// One command's conversation with one server.
struct Session: Sendable {
    let client: Client
    let clock: LocalClock
    let environment: Environment
    /// Only results and failures are written.
    let isQuiet: Bool
    let language: Language?

    /// - Throws: `Failure` when no server is chosen.
    init(_ common: CommonOptions) throws(Failure) {
        environment = Environment()
        let context = try ContextChoice(environment: environment, named: common.context).resolve()
        clock = .standard(zone: context.timeZone)
        client = Client(context, timeoutSeconds: max(1, common.timeout))
        isQuiet = common.quiet
        language = common.lang
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
}
