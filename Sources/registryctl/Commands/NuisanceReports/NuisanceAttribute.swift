import ArgumentParser

/// A claim that a report belongs to an outlet.
struct NuisanceAttribute: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "attribute", abstract: "Propose that a report belongs to an outlet."
    )

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance attribute N-2026-0099 --outlet 0363-042-J --reason "customers on the pavement in front""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.nuisanceReport, report)
        let place = try Reference.outlet(outlet)
        let ask = HTTPAsk(
            .POST, "/v1/nuisance-reports/\(reference)/attributions", ["outlet": .of(place), "reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl nuisance show \(reference)")
        try session.tell(
            answer, .nuisanceReport, output,
            "Proposed that \(reference) belongs to \(place). It is a claim, not yet confirmed.",
            next: "registryctl nuisance show \(reference)")
    }
}
