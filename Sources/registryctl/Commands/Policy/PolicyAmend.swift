import ArgumentParser
import Records

/// A draft gets another text.
struct PolicyAmend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Put another text in place of that of a draft; it has to be checked anew.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy amend nl/leeuwarden/j rules.yaml --version 2026"#
        ])

    @OptionGroup var options: PackOptions
    @Argument(help: "YAML file.", completion: .file(extensions: ["yaml"])) var file: String
    @Option(help: ArgumentHelp("Another file with the examples.", valueName: "file"), completion: .file())
    var examples: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let found = try PackFile(file, examples: examples)
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
}
