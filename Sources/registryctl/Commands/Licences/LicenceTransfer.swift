import ArgumentParser
import Policy
import Records

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
    @Option(help: "Why, in 10 characters or more.") var reason: String
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
        let new = answer.json["reference"]?.text ?? reference
        try session.tell(
            answer, .licence, output, "Licence \(reference) goes on as \(new) of \(holder.uppercased()) from \(on).",
            isNew: true, notes: WarningText.lines(answer.json),
            next: Self.operators(answer.json, holder.uppercased(), on) ?? "registryctl licence show \(new)")
    }

    /// The former holder is still the operator, whose violations some rules count.
    private static func operators(_ licence: JSONValue, _ holder: String, _ on: LocalDate) -> String? {
        let stays = licence["warnings"]?.items?.first { $0["code"]?.text == "operator_stays" }
        guard let former = stays?["party"]?.text, let outlet = licence["outlet"]?.text else { return nil }
        return "registryctl party unlink \(former) --outlet \(outlet) --role operator --on \(on) --reason TEXT, then "
            + "registryctl party link \(holder) --outlet \(outlet) --role operator --from \(on)"
    }
}
