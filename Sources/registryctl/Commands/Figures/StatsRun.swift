import ArgumentParser
import Policy
import Records

/// One indicator.
struct StatsRun: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Compute an indicator, with 95 % intervals and the name of the method.",
        discussion: "A finding that was not checked never counts as met.")

    static let manual = Manual(
        .reads, .records(FiguresTable.described),
        examples: [
            #"registryctl stats run violation-rate --from 2026-01-01 --to 2026-12-31"#,
            #"registryctl stats run outlets -o csv > outlets.csv"#,
        ])

    /// The indicators.
    enum Indicator: String, ExpressibleByArgument, CaseIterable {
        case outlets
        case inspectionRate = "inspection-rate"
        case violationRate = "violation-rate"
    }

    @Argument(help: "outlets, inspection-rate or violation-rate.") var indicator: Indicator
    @Option(help: ArgumentHelp("First day.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("Last day.", valueName: "day")) var to: LocalDate?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let query = [("from", from?.description), ("to", to?.description)]
        let figures = try await session.get("/v1/statistics/\(indicator.rawValue)", query).json
        let printer = session.printer(output)
        if printer.resolved == .json { return try printer.one(figures, of: FiguresTable.subject([])) }
        let rows = FiguresTable.rows(figures, isForPeople: printer.resolved == .table)
        try printer.list(rows, of: FiguresTable.subject(rows))
        if rows.isEmpty { session.say("There is nothing to count in that period.") }
        guard printer.resolved == .table else { return }
        let period = "\(figures["from"]?.text ?? "the beginning") to \(figures["to"]?.text ?? "today")"
        session.say("Period: \(period).")
        guard let method = figures["method"]?.text else { return }
        let width = printer.terminal.width
        session.say(TextWidth.wrapped("Method: \(method)", to: width, indent: 2).joined(separator: "\n"))
    }
}
