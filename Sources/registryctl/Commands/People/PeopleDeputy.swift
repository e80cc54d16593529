import ArgumentParser
import Policy
import Records

/// Who stands in for whom, from day to day.
struct PeopleDeputy: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "deputy", abstract: "Record who stands in for a person, from day to day.",
        discussion: """
            It gives nobody a right; roles do. The two count as one person wherever two are needed, in both directions: what \
            one drafted the other doesn't issue, for acts in those days and for what was begun in them. It counts at once. \
            Before its day somebody ends it who is neither of the two. None is recorded that would leave no officer and \
            reviewer who are two persons.
            """)

    static let manual = Manual(
        .changes, .records(.deputy),
        examples: [
            #"registryctl people deputy p.devries --by k.yilmaz --from 2026-12-21 --until 2027-01-04"#
        ])

    @Argument(help: "Number or login of the person who is away.") var person: String
    @Option(help: "Number or login of the person who stands in.") var by: String
    @Option(help: ArgumentHelp("First day.", valueName: "day")) var from: LocalDate
    @Option(help: ArgumentHelp("First day on which it is over.", valueName: "day")) var until: LocalDate
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/deputies",
            ["person": .of(person), "deputy": .of(by), "startsOn": .of(from), "endsOn": .of(until)])
        let answer = try await session.change(ask, change, hint: "registryctl people list")
        let (away, deputy) = (answer.json["person"]?.text ?? person, answer.json["deputy"]?.text ?? by)
        try session.tell(
            answer, .deputy, output,
            "\(deputy) stands in for \(away) from \(from) until \(until) (deputyship \(answer.json["id"]?.wholeNumber ?? 0)).",
            isNew: true, notes: ["The two count as one person where two are needed."],
            next: "registryctl people deputies")
    }
}
