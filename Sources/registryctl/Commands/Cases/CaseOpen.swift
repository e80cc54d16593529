import ArgumentParser

/// A case by hand.
struct CaseOpen: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a case for an outlet before anything was found there.",
        discussion: """
            What an inspection of the outlet finds failed joins its open case by itself, and the recommendation that follows. \
            An inspection without a failed finding and a nuisance report don't join a case: name them in the reason.
            """)

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
        let isEmpty = !answer.isDryRun && answer.json["next"]?["act"]?.text == "inspect"
        try session.tell(
            answer, .caseFile, output, "Opened case \(opened) for \(place).", isNew: true,
            notes: isEmpty
                ? [
                    "What an inspection of \(place) finds failed joins this case by itself; a nuisance report doesn't. Until "
                        + "then it holds only its reason, and can be closed: registryctl case close \(opened) --reason TEXT"
                ] : [],
            next: "registryctl case show \(opened)")
    }
}
