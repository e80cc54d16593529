import ArgumentParser

/// The decision to do what the rules say.
struct RecommendationFollow: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Decide to follow the recommendation of a case.")

    static let manual = Manual(
        .changes, .records(.decision),
        examples: [
            #"registryctl recommendation follow C-2026-0290"#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @Option(name: .customLong("reason"), help: "Why, if there is a reason to keep.") var reasons: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.caseFile, reference) }
        return slips
    }

    func perform(_ session: Session) async throws {
        let decision = DecisionOptions.Content(recommendation: recommendation, measure: nil, reasons: reasons)
        try await decision.send(.follow, reference, change, output, session)
    }
}
