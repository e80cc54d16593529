import ArgumentParser

/// Why the rules say what they say.
struct RecommendationExplain: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a recommendation in plain words, with every fact that counted and every one that did not.",
        discussion: "Example: registryctl recommendation explain C-2026-0290")

    @Argument(
        help: "Reference of a case (its newest recommendation), or number of a recommendation.",
        completion: .references(.caseFile)) var which: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let recommendation = try await RecommendationChoice(which).read(session)
        guard output.form == .auto || output.form == .table else {
            return try session.printer(output).one(recommendation, of: .recommendation)
        }
        let lines = (recommendation["explanation"]?.items ?? recommendation["text"]?.items ?? []).compactMap(\.text)
        try StandardOutput.write(lines.map { $0 + "\n" }.joined())
        let file = recommendation["case"]?.text ?? which.uppercased()
        guard recommendation["decision"] ?? .null == .null else { return }
        session.say("The rules recommend; a person decides.")
        let follow = "registryctl recommendation follow \(file)"
        let depart = "registryctl recommendation depart \(file) --measure MEASURE --reasons TEXT"
        session.say(recommendation["personDecides"]?.truth == true ? "Next: \(depart)" : "Next: \(follow)\n  or: \(depart)")
    }
}
