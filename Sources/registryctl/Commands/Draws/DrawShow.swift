import ArgumentParser

/// One draw.
struct DrawShow: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a draw: who was drawn, what departs from it, and what anybody draws it again with.",
        discussion:
            "Officers and the role integrity see every draw; others see one for visits when it is time for them.")

    static let manual = Manual(
        .reads, .records(.draw),
        examples: [
            #"registryctl draw show D-2026-0003"#,
            #"registryctl draw show D-2026-0003 --json > draw.json"#,
        ])

    @Argument(help: "Reference of the draw.", completion: .references(.draw)) var draw: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.draw, "/v1/draws/\(try DrawTurn(draw: draw).reference())", output)
    }

    func slips(_ clock: LocalClock) -> Slips { DrawTurn(draw: draw).slips }
}
