import ArgumentParser
import Records

/// The nuisance reports of the jurisdiction.
struct NuisanceList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List nuisance reports, newest first.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance list --category noise --outlet 0363-042-J"#
        ])

    @Option(help: "Only of this category.") var category: NuisanceCategory?
    @Option(help: "Only with a claim against this outlet.", completion: .references(.outlet)) var outlet: String?
    @Option(help: "Only open or only closed ones.", completion: .list(["open", "closed"])) var status: String?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try outlet.map { text throws(Failure) in try Reference.outlet(text) }
        let query = [("category", category?.rawValue), ("outlet", place), ("status", status)]
        try await session.list(.nuisanceReport, "/v1/nuisance-reports", query, output, list, past)
    }
}
