import ArgumentParser
import Records

/// What a decision about a recommendation says.
struct DecisionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @Option(help: "What is done instead, when departing.") var measure: DecidedMeasure?
    @Option(name: .customLong("reason"), help: "Why the rule is not followed here, in 10 characters or more.")
    var reasons: String?

    /// The same as values, for commands that spell the choice in their own name.
    struct Content {
        var recommendation: Int?
        var measure: DecidedMeasure?
        var reasons: String?
    }

    func send(
        _ choice: DecisionChoice, _ file: String, _ change: ChangeOptions, _ output: OutputOptions, _ session: Session
    ) async throws {
        let content = Content(recommendation: recommendation, measure: measure, reasons: reasons)
        try await content.send(choice, file, change, output, session)
    }
}

extension DecisionOptions.Content {
    func send(
        _ choice: DecisionChoice, _ text: String, _ change: ChangeOptions, _ output: OutputOptions, _ session: Session
    ) async throws {
        let file = try Reference.of(.caseFile, text)
        let ask = HTTPAsk(
            .POST, "/v1/cases/\(file)/decisions",
            [
                "recommendation": .of(recommendation), "choice": .of(choice), "measure": .of(measure),
                "reasons": .of(reasons),
            ])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change, hint: "registryctl case show \(file)")
        } catch let failure as Failure {
            throw await helped(failure, file, session)
        }
        let decided = answer.json["measure"] == nil ? "" : ": \(DecidedWords.of(answer.json))"
        try session.tell(
            answer, .decision, output, Self.sentence(choice, answer.json, file) + "\(decided).",
            isNew: true, next: "registryctl action draft \(file) --text TEXT")
    }

    private static func sentence(_ choice: DecisionChoice, _ decision: JSONValue, _ file: String) -> String {
        if choice == .depart, decision["personDecides"]?.truth == true {
            return "Decided in \(file), where the rules leave it to a person"
        }
        return "Decided to \(choice == .follow ? "follow" : "depart from") the recommendation in \(file)"
    }

    /// The refusal with the command that helps on.
    private func helped(_ failure: Failure, _ file: String, _ session: Session) async -> Failure {
        if failure.code == "departing_takes_another_measure" {
            let number = recommendation.map { " --recommendation \($0)" } ?? ""
            return failure.suggesting("registryctl recommendation follow \(file)\(number)")
        }
        return await AskAgain.offered(in: RecommendationNotNamed.offering(failure), file, recommendation, session)
    }
}
