import ArgumentParser
import Records

/// What a check finds.
struct PolicyCheck: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a policy pack: a file without storing anything, or a stored draft.",
        discussion:
            "The examples beside the file (rules.examples.yaml for rules.yaml) are run. The check of a draft is kept with it."
    )

    static let manual = Manual(
        .changes, .records(.packReport),
        examples: [
            #"registryctl policy check rules.yaml"#,
            #"registryctl policy check --pack nl/leeuwarden/j --version 2026"#,
        ])

    @Argument(help: "YAML file.", completion: .file(extensions: ["yaml"])) var file: String?
    @Option(help: ArgumentHelp("Another file with the examples.", valueName: "file"), completion: .file())
    var examples: String?
    @Option(help: ArgumentHelp("Id of a draft, instead of a file.", valueName: "pack")) var pack: String?
    @Option(name: .customLong("version"), help: ArgumentHelp("Version of the draft.", valueName: "version"))
    var packVersion: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        switch (file, pack, packVersion) {
        case (let file?, nil, nil): try await check(file: file, session)
        case (nil, let pack?, let version?): try await check(draft: pack, version, session)
        default:
            throw Failure.usage(
                "a check is of a file, or of a draft that --pack and --version name.", why: ["Nothing was sent."],
                attempt: "registryctl policy check --help")
        }
    }

    private func check(file: String, _ session: Session) async throws {
        let found = try PackFile(file, examples: examples)
        let report = try await session.client.send(HTTPAsk(.POST, "/v1/policy-packs/check", found.members)).json
        try tell(report, file, session, next: "registryctl policy draft \(Rerun.quoted(file))")
    }

    private func check(draft pack: String, _ version: String, _ session: Session) async throws {
        let record = try await PackRecord.find(pack, version: version, session)
        let answer = try await session.change(
            HTTPAsk(.POST, "\(record.path)/check", [:]), change, version: record.revision,
            hint: "registryctl policy show \(pack) --version \(Rerun.quoted(version))")
        try tell(
            answer.json["report"] ?? .null, "\(pack) \(version)", session,
            next: "registryctl policy propose \(pack) --version \(Rerun.quoted(version)) --from DAY")
    }

    private func tell(_ json: JSONValue, _ name: String, _ session: Session, next: String) throws {
        let printer = session.printer(output)
        let report = PackReportText(json, of: name)
        if output.form == .auto || output.form == .table {
            try StandardOutput.write(report.text(width: printer.terminal.width))
        } else {
            try printer.one(json, of: .packReport)
        }
        guard report.problems == 0 else {
            throw Failure(
                .refused, "pack_has_problems", "the check of \(name) found \(report.count).",
                attempt: "mend what is listed and check it again")
        }
        session.sayNext(next)
    }
}
