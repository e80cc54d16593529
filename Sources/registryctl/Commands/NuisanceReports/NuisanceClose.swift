import ArgumentParser
import Records

/// A report that belongs to no outlet is laid aside.
struct NuisanceClose: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Lay a report aside that belongs to no outlet.",
        discussion: "It stays readable with the reason and waits no more in today; nuisance reopen takes it up again."
    )

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance close N-2026-0099 --reason "a street party, no outlet near""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await NuisanceTurn(report: report).perform("closing", reason, change, output, session) { reference in
            ("Closed nuisance report \(reference); it waits no more.", "registryctl today")
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
