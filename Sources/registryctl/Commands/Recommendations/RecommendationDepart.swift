import ArgumentParser
import Records

/// The decision to do something else.
struct RecommendationDepart: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "depart", abstract: "Decide to depart from the recommendation of a case, with reasons."
    )

    static let manual = Manual(
        .changes, .records(.decision),
        examples: [
            #"registryctl recommendation depart C-2026-0290 --measure warning --reason "first finding in ten years, mended on the spot""#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @Option(help: "What is done instead.") var measure: DecidedMeasure
    @Option(name: .customLong("reason"), help: "Why the rule is not followed here, in 10 characters or more.")
    var reasons: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.caseFile, reference) }
        return slips
    }

    func perform(_ session: Session) async throws {
        let decision = DecisionOptions.Content(recommendation: recommendation, measure: measure, reasons: reasons)
        try await decision.send(.depart, reference, change, output, session)
    }
}
