import ArgumentParser
import Records

/// Another number for draws and back-checks.
struct IntegritySet: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set how draws and back-checks are made from now on.",
        discussion: """
            recent_visit_months: who was at an outlet in so many months before is not drawn for it (0 to 60; who was there last \
            never is). back_check_percent: of the inspections of a month so many in a hundred are checked again (one at least). \
            sealed_hours: so many hours before its first day begins an inspector sees an assignment (0 to 168).
            """)

    static let manual = Manual(
        .changes, .records(.integritySetting),
        examples: [
            #"registryctl integrity set back_check_percent 10 --reason "council decision of 3 March 2026""#
        ])

    @Argument(help: "What is set.") var setting: IntegritySetting
    @Argument(help: "The number.") var value: Int
    @Option(help: "Why: the rule or the decision that says so.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/integrity/settings",
            ["setting": .of(setting), "value": .of(value), "reason": .of(reason)])
        let answer = try await session.change(ask, change)
        let items = answer.json["items"]?.items ?? []
        if answer.isDryRun { session.say("Checked, not saved:") }
        try session.printer(output).list(items, of: .integritySetting)
        guard !answer.isDryRun else { return }
        session.say("\(setting.rawValue) is \(value) from now on.")
        session.sayNext("registryctl integrity settings")
    }
}
