import ArgumentParser
import Policy
import Records

/// One indicator.
struct StatsRun: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Compute an indicator, with 95 % intervals and the name of the method.",
        discussion: """
            A finding that was not checked never counts as met. "harm" weighs established violations and confirmed \
            reports of the public in days, by the packs' own weights: two series that are never added.
            """)

    static let manual = Manual(
        .reads, .records(FiguresTable.described),
        examples: [
            #"registryctl stats run violation-rate --from 2026-01-01 --to 2026-12-31"#,
            #"registryctl stats run outlets -o csv > outlets.csv"#,
            #"registryctl stats run harm --from 2026-01-01 --to 2026-12-31 --by criterion"#,
        ])

    /// The indicators.
    enum Indicator: String, ExpressibleByArgument, CaseIterable {
        case outlets
        case inspectionRate = "inspection-rate"
        case violationRate = "violation-rate"
        case harm
    }

    @Argument(help: "outlets, inspection-rate, violation-rate or harm.") var indicator: Indicator
    @Option(help: ArgumentHelp("First day.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("Last day.", valueName: "day")) var to: LocalDate?
    @Option(help: ArgumentHelp("Of harm: outlet or criterion.", valueName: "part")) var by: HarmPart?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let query = [("from", from?.description), ("to", to?.description), ("by", by?.rawValue)]
        let figures = try await session.get("/v1/statistics/\(indicator.rawValue)", query).json
        let printer = session.printer(output)
        if printer.resolved == .json { return try printer.one(figures, of: FiguresTable.subject([])) }
        let rows = FiguresTable.rows(figures, isForPeople: printer.resolved == .table)
        if indicator == .harm, printer.resolved == .table {
            try printSeries(rows, printer, session)
        } else {
            try printer.list(rows, of: FiguresTable.subject(rows))
            if rows.isEmpty { session.say("There is nothing to count in that period.") }
        }
        if let count = figures["unconfirmedReports"]?.wholeNumber, count > 0 { session.say(Self.waiting(count)) }
        guard printer.resolved == .table else { return }
        let period = "\(figures["from"]?.text ?? "the beginning") to \(figures["to"]?.text ?? "today")"
        session.say("Period: \(period).")
        guard let method = figures["method"]?.text else { return }
        let width = printer.terminal.width
        session.say(TextWidth.wrapped("Method: \(method)", to: width, indent: 2).joined(separator: "\n"))
    }

    /// Each series as a table of its own, so that nobody adds one to the other.
    private func printSeries(_ rows: [JSONValue], _ printer: Printer, _ session: Session) throws {
        let subject = FiguresTable.subject(rows)
        for series in HarmSeries.allCases {
            let own = rows.filter { $0["series"]?.text == series.rawValue }
            let name = series.rawValue.spoken
            let heading = own.isEmpty ? "No \(name).\n" : "\(name.prefix(1).uppercased())\(name.dropFirst()):\n"
            try StandardOutput.write(heading)
            try printer.list(own, of: subject)
        }
    }

    private static func waiting(_ count: Int) -> String {
        count == 1
            ? "1 report is only claimed to belong to an outlet; nobody has confirmed it, so it doesn't count."
            : "\(count) reports are only claimed to belong to an outlet; nobody has confirmed it, so they don't count."
    }
}
