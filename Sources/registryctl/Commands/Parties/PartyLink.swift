import ArgumentParser
import Policy
import Records

/// A party takes a role at an outlet.
struct PartyLink: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Record the role of a party at an outlet.")

    static let manual = Manual(
        .changes, .records(.partyRole),
        examples: [
            #"registryctl party link P-2026-0012 --outlet 0363-042-J --role operator --from 2026-12-01"#,
            #"registryctl party link P-2026-0013 --outlet 0363-042-J --role beneficial_owner --share 60 --from 2026-12-01"#,
        ])

    @Argument(help: "Reference of the party.", completion: .references(.party)) var party: String
    @Option(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "operator, owner, beneficial_owner or manager.") var role: PartyRole
    @Option(help: ArgumentHelp("Share of a beneficial owner.", valueName: "percent")) var share: Double?
    @Option(help: ArgumentHelp("First day of the role.", valueName: "day")) var from: LocalDate
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.party, party)
        let place = try Reference.outlet(outlet)
        let ask = HTTPAsk(
            .POST, "/v1/outlets/\(place)/roles",
            ["party": .of(reference), "role": .of(role), "share": .of(share), "validFrom": .of(from)])
        let answer = try await session.change(ask, change, hint: "registryctl outlet show \(place)")
        try session.tell(
            answer, .partyRole, output,
            "\(reference) is \(role.rawValue.spoken) of \(place) from \(from) (role \(answer.json["id"]?.wholeNumber ?? 0)).",
            isNew: true, next: "registryctl outlet show \(place)")
    }
}
