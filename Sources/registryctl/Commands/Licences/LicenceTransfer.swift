import ArgumentParser
import Policy

/// A licence goes to another holder.
struct LicenceTransfer: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Transfer a licence to another party; the new licence gets its own reference."
    )

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence transfer L-2026-0031 --holder P-2026-0044 --on 2027-01-01 --reason "sale of the business""#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: "Reference of the new holder.", completion: .references(.party)) var holder: String
    @Option(help: ArgumentHelp("First day of the new holder.", valueName: "day")) var on: LocalDate
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(
            .POST, "\(path)/transfer",
            ["holder": .of(try Reference.of(.party, holder)), "on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .licence, output,
            "Licence \(reference) goes on as \(answer.json["reference"]?.text ?? "a new licence") of \(holder.uppercased()) from \(on).",
            isNew: true, next: "registryctl licence show \(answer.json["reference"]?.text ?? reference)")
    }
}
