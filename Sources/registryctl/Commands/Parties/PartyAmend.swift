import ArgumentParser

/// Other facts about a party.
struct PartyAmend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Correct what is recorded of a party."
    )

    static let manual = Manual(
        .changes, .records(.party),
        examples: [
            #"registryctl party amend P-2026-0012 --name "Groen Horeca Holding B.V." --reason "new name in the trade register""#
        ])

    @Argument(help: "Reference of the party.", completion: .references(.party)) var party: String
    @Option(help: "Full name.") var name: String?
    @Option(help: ArgumentHelp("Number in a trade register, with the register.", valueName: "number"))
    var registration: String?
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.party, party)
        let path = "/v1/parties/\(reference)"
        let ask = HTTPAsk(
            .PATCH, path,
            json: try Amendment.of(
                ["name": .of(name), "registrationNumber": .of(registration), "reason": .of(reason)],
                command: "party amend"))
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .party, output, "Amended party \(reference) \"\(answer.json["name"]?.text ?? "")\".",
            next: "registryctl party show \(reference)")
    }
}
