import ArgumentParser
import Records

/// A fact for the rules that only a person can state.
struct RecommendationState: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract:
            "State a fact that only a person can state, such as a retail value, a tier, or what became of an offer.",
        discussion: """
            NAME is a figure, an attribute or an offer in the words of the policy pack, or one of two that every pack takes: \
            "days" is how many days a violation went on, and "individual" the party whom it is held against beside the \
            licensee, or none. The rules are asked again with it at once; a fact that is stated anew takes the place of the \
            one before. What a name takes is told when another value is given.
            """)

    static let manual = Manual(
        .changes, .records(.recommendation),
        examples: [
            #"registryctl recommendation state C-2026-0290 retail_value "EUR 1200" --reason "invoices of the week before the visit""#,
            #"registryctl recommendation state C-2026-0290 days 3 --criterion J --reason "seen open on three days in a row""#,
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Argument(help: "The fact, as the rules name it; the explanation names what it waits for.") var name: String
    @Argument(help: #"Its value: "EUR 1200", 12, a word of the rules, accepted or declined, or a party."#) var value:
        String
    @Option(help: "How you know.") var reason: String
    @Option(help: ArgumentHelp("The failed criterion that went on for days, where several failed.", valueName: "code"))
    var criterion: String?
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let word = WordToRules(
            file: file, kind: "facts",
            members: [
                "recommendation": .of(recommendation), "name": .of(name), "value": .of(value),
                "criterion": .of(criterion), "reason": .of(reason),
            ], other: ("fact_is_a_gate", "registryctl recommendation answer \(file) \(name) yes --reason TEXT"))
        let given = try await word.say(session, change)
        let numbers = (given.json["recomputed"]?.items ?? []).compactMap { $0["id"]?.wholeNumber.map(String.init) }
        try session.tell(
            given, .recommendation, output,
            "Stated \(name): \(value); "
                + (numbers.count == 1
                    ? "recommendation \(numbers[0])" : "recommendations \(numbers.joined(separator: " and "))")
                + " in case \(file) \(numbers.count == 1 ? "takes" : "take") it into account.",
            isNew: true, next: "registryctl recommendation explain \(file)")
    }
}
