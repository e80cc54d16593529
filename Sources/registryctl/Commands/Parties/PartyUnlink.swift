import ArgumentParser
import Policy
import Records

/// A role ends.
struct PartyUnlink: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "End the role of a party at an outlet.")

    static let manual = Manual(
        .changes, .records(.partyRole),
        examples: [
            #"registryctl party unlink P-2026-0012 --outlet 0363-042-J --role operator --on 2026-12-31"#
        ])

    @Argument(help: "Reference of the party.", completion: .references(.party)) var party: String
    @Option(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "operator, owner, beneficial_owner or manager.") var role: PartyRole
    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "day")) var on: LocalDate
    @Option(help: "Why.") var reason: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.party, party)
        let place = try Reference.outlet(outlet)
        let held = try await heldRole(reference, place, session)
        let ask = HTTPAsk(
            .POST, "/v1/outlets/\(place)/roles/\(held["id"]?.wholeNumber ?? 0)/end",
            ["on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, version: version.ifVersion ?? held["version"]?.wholeNumber)
        try session.tell(
            answer, .partyRole, output, "\(reference) is no longer \(role.rawValue.spoken) of \(place) from \(on).",
            next: "registryctl outlet show \(place)")
    }

    /// The role as the outlet's card has it.
    private func heldRole(_ party: String, _ outlet: String, _ session: Session) async throws -> JSONValue {
        let card = try await session.get("/v1/outlets/\(outlet)", hint: "registryctl outlet list").json
        let held = card["roles"]?.items?.first { $0["party"]?.text == party && $0["role"]?.text == role.rawValue }
        guard let held else {
            throw Failure(
                .notFound, "no_such_role", "\(party) is not \(role.rawValue.spoken) of \(outlet).",
                attempt: "registryctl outlet show \(outlet)")
        }
        return held
    }
}
