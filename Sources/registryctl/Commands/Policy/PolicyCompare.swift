import ArgumentParser
import Policy
import Records

/// A changed policy on the real history.
struct PolicyCompare: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Decide past inspections under two policy packs, and show what changes.",
        discussion: """
            Every inspection of the interval with a failed finding is decided under both packs, as if each had governed on \
            that day, on what was known at the end of the day --known-on. Nothing is stored. A table shows the first changed \
            cases; the other forms list all.
            """)

    static let manual = Manual(
        .reads, .records(.changedCase),
        examples: [
            #"registryctl policy compare --pack rules.yaml --against nl/leeuwarden/j@2011 --from 2025-01-01 --to 2025-12-31"#,
            #"registryctl policy compare --pack nl/leeuwarden/j@2026 --against nl/leeuwarden/j@2011 --from 2025-01-01 --to 2025-12-31 --known-on 2026-06-30 -o tsv"#,
        ])

    @Option(
        help: ArgumentHelp("The new rules: PACK@VERSION, or a file that is sent along.", valueName: "pack"),
        completion: .file(extensions: ["yaml"])) var pack: String
    @Option(
        help: ArgumentHelp("The rules that they are held against, named alike.", valueName: "pack"),
        completion: .file(extensions: ["yaml"])) var against: String
    @Option(help: ArgumentHelp("First day of the inspections.", valueName: "day")) var from: LocalDate
    @Option(help: ArgumentHelp("Last day of the inspections.", valueName: "day")) var to: LocalDate
    @Option(help: ArgumentHelp("Last day whose records count; today, if left out.", valueName: "day"))
    var knownOn: LocalDate?
    @Option(help: ArgumentHelp("How many changed cases a table shows.", valueName: "number")) var limit: Int = 20
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let (new, current) = (try ComparedSide(pack), try ComparedSide(against))
        let ask = HTTPAsk(
            .POST, "/v1/policy-packs/compare",
            [
                "pack": new.json, "against": current.json, "from": .of(from), "to": .of(to),
                "knownOn": .of(knownOn),
            ])
        var cases = ComparedCases(printer: session.printer(output), limit: limit)
        var lines = LineSplitter()
        do {
            try await session.client.stream(ask) { piece in
                for line in lines.lines(in: piece) { try cases.take(BoundedJSON.parse(line)) }
            }
        } catch let failure as Failure {
            throw (new.file ?? current.file)?.placed(failure) ?? failure
        }
        try cases.conclude(session)
    }
}
