import ArgumentParser

/// What came out of a draw.
struct DrawSettle: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Keep what came out of a draw, once the log has given its seed.",
        discussion:
            "Whoever settles it, and whenever: the same comes out. Inspectors see their assignments when it is time.")

    static let manual = Manual(
        .changes, .records(.draw),
        examples: [
            #"registryctl draw settle D-2026-0003"#
        ])

    @Argument(help: "Reference of the draw.", completion: .references(.draw)) var draw: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try DrawTurn(draw: draw).reference()
        let answer = try await session.change(
            HTTPAsk(.POST, "/v1/draws/\(reference)/result", [:]), change, hint: "registryctl draw show \(reference)")
        try session.tell(
            answer, .draw, output, "Draw \(reference) is settled.",
            next: "registryctl draw export \(reference) --out \(reference)")
    }

    func slips(_ clock: LocalClock) -> Slips { DrawTurn(draw: draw).slips }
}
