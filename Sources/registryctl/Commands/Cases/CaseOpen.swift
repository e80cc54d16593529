import ArgumentParser

/// A case by hand.
struct CaseOpen: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a case for an outlet.")

    static let manual = Manual(
        .changes, .records(.caseFile),
        examples: [
            #"registryctl case open 0363-042-J --reason "reports of the neighbours""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try Reference.outlet(outlet)
        let ask = HTTPAsk(.POST, "/v1/cases", ["outlet": .of(place), "reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl case list --outlet \(place)")
        let opened = answer.json["reference"]?.text ?? ""
        try session.tell(
            answer, .caseFile, output, "Opened case \(opened) for \(place).", next: "registryctl case show \(opened)")
    }
}
