import ArgumentParser
import Records

/// A draft gets another text.
struct PolicyAmend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Put another text in place of that of a draft; it has to be checked anew.",
        discussion: "The file says of which pack and version it is; that draft is amended.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy amend rules.yaml"#,
            #"registryctl policy amend rules.yaml --pack nl/leeuwarden/j --version 2026"#,
        ])

    @OptionGroup var files: PackFileOptions
    @Option(help: ArgumentHelp("Only if the file is of this pack.", valueName: "pack")) var pack: String?
    @Option(name: .customLong("version"), help: ArgumentHelp("Only if it is of this version.", valueName: "version"))
    var packVersion: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let found = try files.read()
        let report = try await session.client.send(HTTPAsk(.POST, "/v1/policy-packs/check", found.members)).json
        let options = try named(report)
        do {
            let answer = try await session.change(options, .PATCH, nil, found.members, change)
            try session.tell(
                answer, .policyPack, output, "Amended \(options.name); it has to be checked again.",
                next:
                    "registryctl policy check --pack \(options.pack) --version \(Rerun.quoted(options.packVersion))")
        } catch let failure as Failure {
            throw found.placed(failure)
        }
    }

    /// The pack that the file is of.
    /// - Throws: `Failure` when it can't be read as a pack, or the command names another one.
    private func named(_ report: JSONValue) throws -> PackOptions {
        guard let id = report["pack"]?.text, let version = report["version"]?.text else { throw unreadable(report) }
        guard pack ?? id == id, packVersion ?? version == version else {
            throw Failure(
                .refused, "pack_keeps_its_name",
                "\(files.file) is of policy pack \(id) \(version), and the command names \(pack ?? id) "
                    + "\(packVersion ?? version).",
                why: ["Nothing was changed."], attempt: "registryctl policy amend \(Rerun.quoted(files.file))")
        }
        return PackOptions(pack: id, version: version)
    }

    private func unreadable(_ report: JSONValue) -> Failure {
        let problems = (report["problems"]?.items ?? []).compactMap { $0["text"]?.text }
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        return Failure(
            .refused, "pack_has_problems", "\(files.file) can't be read as a policy pack: \(count).",
            problems: problems.map { FieldProblem("", "pack_problem", $0) },
            attempt: "mend the file, then registryctl policy check \(Rerun.quoted(files.file))")
    }
}
