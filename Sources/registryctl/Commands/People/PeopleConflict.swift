import ArgumentParser
import Policy
import Records

/// A person keeps away from an outlet.
struct PeopleConflict: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflict", abstract: "Declare that you, or another person, keep away from an outlet.",
        discussion: """
            From then on that person decides, drafts, issues, corrects, voids, closes and licenses nothing about the outlet. \
            A visit is stored all the same, with a warning, and waits in today for somebody else. Anyone declares the own \
            conflict, an officer or administrator another's; another person than the barred one ends it. Reasons can be \
            private: only officers, reviewers and administrators read those of others.
            """)

    static let manual = Manual(
        .changes, .records(.conflict),
        examples: [
            #"registryctl people conflict 0363-001-Z --why "my sister works there""#,
            #"registryctl people conflict 0363-001-Z --person s.bakker --why "he has bought the house next door""#,
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "Why, in 10 characters or more.") var why: String
    @Option(help: "Number or login of the person; you, when left out.") var person: String?
    @Option(help: ArgumentHelp("First day; today when left out.", valueName: "day")) var from: LocalDate?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try Reference.outlet(outlet)
        let ask = HTTPAsk(
            .POST, "/v1/conflicts",
            ["outlet": .of(place), "why": .of(why), "person": .of(person), "startsOn": .of(from)])
        let answer = try await session.change(ask, change, hint: "registryctl outlet list")
        try session.tell(
            answer, .conflict, output,
            "\(answer.json["person"]?.text ?? "") is barred from \(place) from \(answer.json["startsOn"]?.text ?? "") on "
                + "(conflict of interest \(answer.json["id"]?.wholeNumber ?? 0)).",
            isNew: true, next: "registryctl people conflicts")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.outlet(outlet) }
        return slips
    }
}
