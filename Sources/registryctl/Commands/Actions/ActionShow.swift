import ArgumentParser

/// One action.
struct ActionShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an action.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.action),
        examples: [
            #"registryctl action show A-2026-0317"#
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get(
            "/v1/actions/\(try Reference.of(.action, action))", try past.query(session.clock),
            hint: "registryctl action list")
        try session.tellPast(answer.json, session.printer(output))
        try session.printer(output).one(answer.json, of: .action)
        guard past.isNow else { return }
        ActionsBeside.told(answer.json).forEach(session.say)
        guard let changes = answer.json["factsChanged"]?.text else { return }
        session.say("The facts changed since it was decided: \(changes). It can't be issued any more.")
        if let next = NextCommand.of(answer.json, for: await session.roles()) { session.sayNext(next) }
    }
}
