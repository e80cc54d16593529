import ArgumentParser
import Records

/// Another person approves a redraw, or doesn't.
struct DrawDecideRedraw: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide-redraw", abstract: "Approve or refuse a redraw that another person asked for.",
        discussion: "Approved, a new draw with a pool of today takes the place of the former one.")

    static let manual = Manual(
        .changes, .records(.draw),
        examples: [
            #"registryctl draw decide-redraw 2 --approve"#,
            #"registryctl draw decide-redraw 2 --refuse "she is back on Monday""#,
        ])

    @Argument(help: "Number of the redraw; draw show lists them.") var number: Int
    @Flag(help: "Draw anew.") var approve = false
    @Option(help: ArgumentHelp("Let the draw stand, and why.", valueName: "reason")) var refuse: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        guard approve != (refuse != nil) else {
            throw Failure.usage(
                "a redraw is approved or refused.", attempt: "registryctl draw decide-redraw \(number) --approve")
        }
        let ask =
            approve
            ? HTTPAsk(.POST, "/v1/redraws/\(number)/approval", [:])
            : HTTPAsk(.POST, "/v1/redraws/\(number)/refusal", ["reason": .of(refuse)])
        let answer = try await session.change(ask, change, where: "unknown_redraw", listedBy: "registryctl draw list")
        let (reference, former) = (answer.json["reference"]?.text ?? "", answer.json["replaces"]?.text ?? "")
        try session.tell(
            answer, .draw, output,
            approve ? "Opened draw \(reference) in the place of \(former)." : "Draw \(reference) stands.",
            next: approve ? "registryctl draw settle \(reference)" : "registryctl draw show \(reference)")
    }
}
