import ArgumentParser
import Policy

/// The inspections of the jurisdiction.
struct InspectionList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List inspections, newest first.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.inspection),
        examples: [
            #"registryctl inspection list --outlet 0363-042-J --from 2026-01-01"#
        ])

    @Option(help: "Only at this outlet.", completion: .references(.outlet)) var outlet: String?
    @Option(help: ArgumentHelp("From this day on.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("Up to this day.", valueName: "day")) var to: LocalDate?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try outlet.map { text throws(Failure) in try Reference.outlet(text) }
        let query = [("outlet", place), ("from", from?.description), ("to", to?.description)]
        try await session.list(.inspection, "/v1/inspections", query, output, list, past)
    }
}
