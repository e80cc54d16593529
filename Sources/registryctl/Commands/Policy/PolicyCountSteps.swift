import ArgumentParser
import Policy
import Records

/// The step of every earlier penalty.
struct PolicyCountSteps: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "count-steps",
        abstract: "Count the step of every earlier penalty under one or more packs, with what was imposed at each.",
        discussion:
            "Nothing is stored. What was imposed is compared with a pack's table only for offences on the days on which the pack says that the table holds."
    )

    static let manual = Manual(
        .reads, .records(.stepCount),
        examples: [
            #"registryctl policy count-steps --pack us/wa/cannabis@2022"#,
            #"registryctl policy count-steps --pack us/wa/register@2014-2020 -o tsv"#,
            #"registryctl policy count-steps --pack us/wa/register@2014-2020 --assume-from 2020-01-01 --json"#,
        ])

    @Option(help: ArgumentHelp("A pack, adopted, drafted or shipped; may be repeated.", valueName: "id@version"))
    var pack: [String]
    @Option(
        help: ArgumentHelp(
            "Compare as if the tables of packs that state no day had held from this day on; not verified.",
            valueName: "day"))
    var assumeFrom: LocalDate?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let query: [(name: String, value: String?)] = [
            ("packs", pack.joined(separator: ",")), ("assumedFrom", assumeFrom?.description),
        ]
        let counts = try await session.get("/v1/step-counts", query, hint: "registryctl policy list").json
        let printer = session.printer(output)
        if printer.resolved == .json { return try printer.one(counts, of: .stepCount) }
        let parts = StepCountTable.parts(of: counts)
        guard printer.resolved == .table else { return try printer.list(parts.flatMap(\.rows), of: .stepCount) }
        for part in parts where !part.rows.isEmpty {
            try StandardOutput.write(part.heading + "\n")
            try printer.list(part.rows, of: part.subject)
        }
        if parts.contains(where: \.isUnverified) {
            session.say(
                TextWidth.wrapped(
                    "\"Verified: no\" means that no source says on which days the table held: it is no figure of agreement.",
                    to: printer.terminal.width
                ).joined(separator: "\n"))
        }
    }
}
