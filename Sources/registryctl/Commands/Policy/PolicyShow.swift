import ArgumentParser
import Records

/// One version of a pack.
struct PolicyShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a policy pack and its report, or with --text its very text.",
        aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.policyPack),
        examples: [
            #"registryctl policy show nl/leeuwarden/j"#,
            #"registryctl policy show nl/leeuwarden/j --version 2011 --text > j.yaml"#,
            #"registryctl policy show nl/leeuwarden/j --version 2011 --examples > j.examples.yaml"#,
        ])

    @Argument(help: "Id of the pack, like nl/amsterdam/two-step.") var pack: String
    @Option(
        name: .customLong("version"),
        help: ArgumentHelp("Version of the pack; the newest, if left out.", valueName: "version"))
    var packVersion: String?
    @Flag(help: "Only the text, byte for byte.") var text = false
    @Flag(help: "Only the examples that came along with it, byte for byte.") var examples = false
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await found(session)
        let answer = try await session.get(record.path)
        if text || examples { return try write(answer.json, session) }
        if waits(answer.json) { session.note(answer.json) }
        let printer = session.printer(output)
        try printer.one(answer.json, of: .policyPack)
        guard printer.resolved == .table, let report = answer.json["report"] else { return }
        let remarks = PackReportText(report, of: pack).remarks(printer.terminal.width)
        try StandardOutput.write(remarks.map { $0 + "\n" }.joined())
    }

    /// Where the authority has no such pack, it may be one that ships with the program: then that is said.
    private func found(_ session: Session) async throws -> PackRecord {
        do {
            return try await PackRecord.find(pack, version: packVersion, session)
        } catch var failure as Failure where failure.code == "unknown_policy_pack" {
            let shipped = try await session.get("/v1/policy-packs/built-in").json["items"]?.items ?? []
            guard shipped.contains(where: { $0["id"]?.text == pack }) else { throw failure }
            failure.why.append("One of that name ships with the program and is not adopted here.")
            failure.attempt = "registryctl policy built-in \(pack) \(examples ? "--examples" : "--text")"
            throw failure
        }
    }

    /// Another person has to sign it, or its end.
    private func waits(_ json: JSONValue) -> Bool {
        json["status"]?.text == "proposed" || json["endProposedDay"]?.text != nil && json["endsOn"]?.text == nil
    }

    private func write(_ json: JSONValue, _ session: Session) throws {
        let options = PackOptions(pack: pack, version: json["version"]?.text ?? "")
        guard !(text && examples) else {
            throw Failure.usage(
                "the text and the examples are two files.", why: ["Nothing was written."],
                attempt: "\(options.show) --text > rules.yaml && \(options.show) --examples > rules.examples.yaml")
        }
        let beside = json["examples"]?.text
        if text {
            try StandardOutput.write(json["text"]?.text ?? "")
            if beside != nil { session.say("Its examples are another file: \(options.show) --examples") }
        } else if let beside {
            try StandardOutput.write(beside)
        } else {
            throw Failure(
                .notFound, "no_examples", "no examples came along with policy pack \(options.name).",
                attempt: "\(options.show) --text")
        }
    }
}
