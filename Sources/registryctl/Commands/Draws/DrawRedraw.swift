import ArgumentParser
import Records

/// A draw is to be made anew.
struct DrawRedraw: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "redraw",
        abstract: "Ask for a draw for visits to be made anew; another person approves it or doesn't.",
        discussion: "The former draw stays to be seen. Nobody draws again alone.")

    static let manual = Manual(
        .changes, .records(.draw),
        examples: [
            #"registryctl draw redraw D-2026-0003 --why "s.bakker has fallen ill" --away s.bakker"#
        ])

    @Argument(help: "Reference of the draw.", completion: .references(.draw)) var draw: String
    @Option(help: "Why, in 10 characters or more.") var why: String
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Login or number of an inspector who is away; may be given several times.", valueName: "who")
    )
    var away: [String] = []
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try DrawTurn(draw: draw).reference()
        let ask = HTTPAsk(
            .POST, "/v1/draws/\(reference)/redraws",
            ["why": .of(why), "absent": .array(away.map(JSONValue.string))])
        let answer = try await session.change(ask, change, hint: "registryctl draw show \(reference)")
        let number = answer.json["redraws"]?.items?.last?["number"]?.wholeNumber ?? 0
        try session.tell(
            answer, .draw, output,
            "Asked for a redraw of \(reference) (redraw \(number)). It stands until another person approves.",
            next:
                "another officer, or who has the role integrity, runs registryctl draw decide-redraw \(number) --approve"
        )
    }

    func slips(_ clock: LocalClock) -> Slips { DrawTurn(draw: draw).slips }
}
