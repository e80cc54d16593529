import ArgumentParser

/// The actions of the jurisdiction.
struct ActionList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List actions.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.action),
        examples: [
            #"registryctl action list --status proposed"#
        ])

    @Option(
        help: "draft, proposed, issued, withdrawn or revoked.",
        completion: .list(["draft", "proposed", "issued", "withdrawn", "revoked"])) var status: String?
    @Option(name: .customLong("case"), help: "Only of this case.", completion: .references(.caseFile)) var file: String?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try file.map { text throws(Failure) in try Reference.of(.caseFile, text) }
        try await session.list(.action, "/v1/actions", [("status", status), ("case", file)], output, list, past)
    }
}
