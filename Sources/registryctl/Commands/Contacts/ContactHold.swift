import ArgumentParser
import Records

/// Keep a contact beyond its month.
struct ContactHold: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep a contact beyond its month.",
        discussion: "It is kept until the hold is lifted, whatever becomes of the report.")

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl contact hold N-2026-0099 --reason "needed as a witness in the appeal""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await NuisanceTurn(report: report).perform("contact-hold", reason, change, output, session) { reference in
            ("The contact of \(reference) is held.", "registryctl nuisance show \(reference)")
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
