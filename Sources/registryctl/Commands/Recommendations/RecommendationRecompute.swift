import ArgumentParser

/// A new recommendation about the same inspection.
struct RecommendationRecompute: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute", abstract: "Ask the policy again, with the facts as they are now.")

    static let manual = Manual(
        .changes, .records(.recommendation),
        examples: [
            #"registryctl recommendation recompute C-2026-0290 --inspection I-2026-1188"#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let about = try Reference.of(.inspection, inspection)
        let ask = HTTPAsk(.POST, "/v1/cases/\(file)/recommendations", ["inspection": .of(about)])
        let answer = try await session.change(ask, change)
        let newest = answer.json["items"]?[0] ?? answer.json
        let number = newest["id"]?.wholeNumber.map(String.init) ?? ""
        let replaced = RecomputedText.lines(newest)
        let said = ["Recommendation \(number) about \(about) is in case \(file)."] + replaced
        try session.tell(
            answer, .recommendation, output, said.joined(separator: "\n"), isNew: true,
            notes: answer.isDryRun ? replaced : [], next: "registryctl recommendation explain \(file)")
    }
}
