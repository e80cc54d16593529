import ArgumentParser

/// The cases of the jurisdiction.
struct CaseList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List cases.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.caseFile),
        examples: [
            #"registryctl case list --status open"#
        ])

    @Option(help: "open or closed.", completion: .list(["open", "closed"])) var status: String?
    @Option(help: "Only of this outlet.", completion: .references(.outlet)) var outlet: String?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try outlet.map { text throws(Failure) in try Reference.outlet(text) }
        try await session.list(.caseFile, "/v1/cases", [("status", status), ("outlet", place)], output, list, past)
    }
}
