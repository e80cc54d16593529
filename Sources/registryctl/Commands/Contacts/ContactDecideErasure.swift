import ArgumentParser
import Records

/// An erasure that another person asked for is decided on.
struct ContactDecideErasure: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide-erasure", abstract: "Approve or refuse an erasure that another person asked for.",
        discussion: "What is approved can't be undone once the retention has run.")

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl contact decide-erasure N-2026-0099 --approve --reason "no case needs it""#,
            #"registryctl contact decide-erasure N-2026-0099 --refuse --reason "an objection is pending""#,
        ])

    /// What is decided.
    enum Answer: String, EnumerableFlag { case approve, refuse }

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Flag(help: "What you decide.") var answer: Answer
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let path = "contact-erasure/" + (answer == .approve ? "approval" : "refusal")
        try await NuisanceTurn(report: report).perform(path, reason, change, output, session) { reference in
            (
                answer == .approve
                    ? "The contact of \(reference) is erased by the next retention run."
                    : "The contact of \(reference) is not erased before its month.",
                "registryctl nuisance show \(reference)"
            )
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
