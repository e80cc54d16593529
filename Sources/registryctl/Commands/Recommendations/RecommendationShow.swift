import ArgumentParser

/// One recommendation.
struct RecommendationShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a recommendation with the facts it was given.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.recommendation),
        examples: [
            #"registryctl recommendation show C-2026-0290 --json"#
        ])

    @Argument(
        help: "Reference of a case (its newest recommendation), or number of a recommendation.",
        completion: .references(.caseFile)) var which: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let choice = RecommendationChoice(which, past: try past.query(session.clock))
        let recommendation = try await choice.read(session)
        try session.tellPast(recommendation, session.printer(output))
        try session.printer(output).one(recommendation, of: .recommendation)
        guard past.isNow else { return }
        if !OutdatedAdvice.changes(recommendation).isEmpty, let file = recommendation["case"]?.text {
            let isDecided = recommendation["standing"]?.text == "decided"
            let caseFile = isDecided ? try await session.get("/v1/cases/\(file)").json : .null
            OutdatedAdvice.say([recommendation], in: file, of: caseFile, session)
        }
        if recommendation["standing"]?.text == "waiting", let file = recommendation["case"]?.text {
            let number = " --recommendation \(recommendation["id"]?.wholeNumber ?? 0)"
            for (place, command) in RecommendationQuestions.statements(recommendation, file, number).enumerated() {
                session.sayNext(command, place == 0 ? "Next" : "  or")
            }
        }
        guard !choice.isNamed else { return }
        for other in try await choice.othersThatWait(beside: recommendation, session) {
            session.say("Recommendation \(other) of this case waits too: registryctl recommendation show \(other)")
        }
    }
}
