import ArgumentParser

/// What is due for the person who signed in.
struct Today: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "What is due: decisions, reviews that wait for you, returned drafts.")

    static let manual = Manual(
        .reads, .records(.duty),
        examples: [
            #"registryctl today"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get("/v1/today")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .duty)
        if items.isEmpty { session.say("Nothing is due.") }
    }
}
