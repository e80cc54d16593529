import ArgumentParser
import Records

/// For how many months evidence files are kept after an outcome.
struct EvidenceKeep: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Set for how many months evidence files are kept after an outcome.",
        discussion: "It counts for all, also for those that were received already: the next retention run goes by it.")

    static let manual = Manual(
        .changes, .records(.evidenceRetention),
        examples: [
            #"registryctl evidence keep case_closed 84 --reason "retention schedule of 2026, item 14""#
        ])

    @Argument(help: "What became of the record.") var outcome: EvidenceOutcome
    @Argument(help: "Months, 1 to 600.") var months: Int
    @Option(help: "Why: the schedule or the rule that says so.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/evidence-retention",
            ["outcome": .of(outcome), "months": .of(months), "reason": .of(reason)])
        let answer = try await session.change(ask, change)
        let items = answer.json["items"]?.items ?? []
        if answer.isDryRun { session.say("Checked, not saved:") }
        try session.printer(output).list(items, of: .evidenceRetention)
        guard !answer.isDryRun else { return }
        session.say("Evidence files are kept for \(months) months after \(outcome.rawValue.spoken).")
        session.sayNext("registryd retention run --dry-run")
    }
}
