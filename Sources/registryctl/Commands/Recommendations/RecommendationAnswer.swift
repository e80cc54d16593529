import ArgumentParser
import Records

/// What a person established about a gate or a circumstance of the rules.
struct RecommendationAnswer: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answer what the rules ask a person: whether a gate or a circumstance holds, and why.")

    static let manual = Manual(
        .changes, .records(.recommendation),
        examples: [
            #"registryctl recommendation answer C-2026-0290 structural_pattern yes --reason "seven reports by five neighbours in March""#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Argument(help: "Code of the gate or of the circumstance; the explanation names it.") var gate: String
    @Argument(help: "yes: it holds; no: it does not.", completion: .list(["yes", "no"])) var answer: Choice
    @Option(help: "How you know.") var reason: String
    @Option(help: ArgumentHelp("About this criterion only; else about all that it is asked for.", valueName: "code"))
    var criterion: String?
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let word = WordToRules(
            file: file, kind: "answers",
            members: [
                "recommendation": .of(recommendation), "gate": .of(gate), "criterion": .of(criterion),
                "holds": .bool(answer == .yes), "reason": .of(reason),
            ], other: ("gate_is_a_fact", "registryctl recommendation state \(file) \(gate) VALUE --reason TEXT"))
        let given = try await word.say(session, change)
        let number = given.json["id"]?.wholeNumber.map(String.init) ?? ""
        try session.tell(
            given, .recommendation, output,
            "Answered \(gate) with \(answer.rawValue); recommendation \(number) in case \(file) takes it into account.",
            isNew: true, next: "registryctl recommendation explain \(file)")
    }

    /// Whether it holds.
    enum Choice: String, ExpressibleByArgument, CaseIterable { case yes, no }
}
