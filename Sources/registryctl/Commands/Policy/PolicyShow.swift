import ArgumentParser
import Records

/// One version of a pack.
struct PolicyShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a policy pack, its report, or with --text its very text.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.policyPack),
        examples: [
            #"registryctl policy show nl/leeuwarden/j"#,
            #"registryctl policy show nl/leeuwarden/j --version 2011 --text > j.yaml"#,
        ])

    @Argument(help: "Id of the pack, like nl/amsterdam/two-step.") var pack: String
    @Option(
        name: .customLong("version"),
        help: ArgumentHelp("Version of the pack; the newest, if left out.", valueName: "version"))
    var packVersion: String?
    @Flag(help: "Only the text, byte for byte.") var text = false
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await PackRecord.find(pack, version: packVersion, session)
        let answer = try await session.get(record.path)
        if text { return try StandardOutput.write(answer.json["text"]?.text ?? "") }
        let printer = session.printer(output)
        try printer.one(answer.json, of: .policyPack)
        guard printer.resolved == .table, let report = answer.json["report"] else { return }
        let remarks = PackReportText(report, of: pack).remarks(printer.terminal.width)
        try StandardOutput.write(remarks.map { $0 + "\n" }.joined())
    }
}
