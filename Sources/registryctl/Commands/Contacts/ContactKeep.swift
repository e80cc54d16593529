import ArgumentParser
import Records

/// For how many months contacts are kept after an outcome.
struct ContactKeep: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Set for how many months contacts are kept after an outcome.",
        discussion: "It counts for all, also for those that were received already: the next retention run moves them.")

    static let manual = Manual(
        .changes, .records(.contactRetention),
        examples: [
            #"registryctl contact keep closed 6 --reason "retention schedule of 2026, item 12""#
        ])

    @Argument(help: "What became of the report.") var outcome: ContactOutcome
    @Argument(help: "Months, 1 to 240.") var months: Int
    @Option(help: "Why: the schedule or the rule that says so.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/contact-retention",
            ["outcome": .of(outcome), "months": .of(months), "reason": .of(reason)])
        let answer = try await session.change(ask, change)
        let items = answer.json["items"]?.items ?? []
        if answer.isDryRun { session.say("Checked, not saved:") }
        try session.printer(output).list(items, of: .contactRetention)
        guard !answer.isDryRun else { return }
        session.say("Contacts are kept for \(months) months after \(outcome.rawValue.spoken).")
        session.sayNext("registryd retention run --dry-run")
    }
}
