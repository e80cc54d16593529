import ArgumentParser
import Records

/// The licences of the jurisdiction.
struct LicenceList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List licences.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.licence),
        examples: [
            #"registryctl licence list --status valid"#,
            #"registryctl licence list --outlet 0363-042-J"#,
            #"registryctl licence list --outlet 0363-042-J --as-of 2026-03-03"#,
        ])

    @Option(help: "Only of this outlet.", completion: .references(.outlet)) var outlet: String?
    @Option(name: [.customLong("status"), .customLong("standing")], help: "Only those that stand so today.")
    var standing: LicenceStanding?
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try outlet.map { text throws(Failure) in try Reference.outlet(text) }
        try await session.list(
            .licence, "/v1/licences", [("outlet", place), ("standing", standing?.rawValue)], output, list, past)
    }
}
