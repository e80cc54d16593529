import ArgumentParser
import Records

/// Why somebody else went.
struct DrawDepart: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "depart", abstract: "Say why somebody visited an outlet for which others were drawn.",
        discussion: "The visit counts all the same; draw show lists it with the reason.")

    static let manual = Manual(
        .changes, .records(.draw),
        examples: [
            #"registryctl draw depart D-2026-0003 I-2026-0412 --reason "a fight was reported while we were next door""#
        ])

    @Argument(help: "Reference of the draw.", completion: .references(.draw)) var draw: String
    @Argument(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try DrawTurn(draw: draw).reference()
        let visit = try Reference.of(.inspection, inspection)
        let ask = HTTPAsk(
            .POST, "/v1/draws/\(reference)/departures", ["inspection": .of(visit), "reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl draw show \(reference)")
        try session.tell(
            answer, .draw, output, "Kept why \(visit) departs from \(reference).",
            next: "registryctl draw show \(reference)")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = DrawTurn(draw: draw).slips
        _ = slips.value { () throws(Failure) in try Reference.of(.inspection, inspection) }
        return slips
    }
}
