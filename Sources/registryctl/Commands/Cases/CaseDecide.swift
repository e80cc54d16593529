import ArgumentParser

/// The choice about a recommendation.
struct CaseDecide: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decide on the recommendation: follow it, or depart from it with reasons.")

    static let manual = Manual(
        .changes, .records(.decision),
        examples: [
            #"registryctl case decide C-2026-0290 follow"#,
            #"registryctl case decide C-2026-0290 depart --measure warning --reason "first finding in ten years, mended on the spot""#,
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Argument(help: "follow or depart.", completion: .list(["follow", "depart"])) var choice: Choice
    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.caseFile, reference) }
        return slips
    }

    func perform(_ session: Session) async throws {
        switch choice {
        case .follow: try await decision.send(.follow, reference, change, output, session)
        case .depart: try await decision.send(.depart, reference, change, output, session)
        }
    }

    /// What can be done with a recommendation.
    enum Choice: String, ExpressibleByArgument, CaseIterable { case follow, depart }
}
