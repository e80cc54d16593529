import ArgumentParser
import Records

/// Lift the hold on a contact.
struct ContactRelease: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lift the hold on a contact.",
        discussion: "Then it is kept as long as the outcome of its report says.")

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl contact release N-2026-0099 --reason "the appeal is decided""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await NuisanceTurn(report: report).perform("contact-hold/lifting", reason, change, output, session) {
            reference in
            ("The contact of \(reference) is no longer held.", "registryctl nuisance show \(reference)")
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
