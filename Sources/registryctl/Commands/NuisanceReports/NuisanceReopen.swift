import ArgumentParser
import Records

/// A closed report is taken up again.
struct NuisanceReopen: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Take a closed report up again.",
        discussion: "It waits in today again until it is claimed for an outlet or closed."
    )

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance reopen N-2026-0099 --reason "a second neighbour names the outlet""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await NuisanceTurn(report: report).perform("reopening", reason, change, output, session) { reference in
            (
                "Nuisance report \(reference) is open again.",
                "registryctl nuisance attribute \(reference) --outlet OUTLET --reason TEXT"
            )
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
