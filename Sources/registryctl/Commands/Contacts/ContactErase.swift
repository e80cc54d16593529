import ArgumentParser
import Records

/// Ask for a contact to be erased before its month.
struct ContactErase: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Ask for a contact to be erased before its month.",
        discussion: "Another person approves it, and the next retention run destroys its key.")

    static let manual = Manual(
        .changes, .records(.nuisanceReport),
        examples: [
            #"registryctl contact erase N-2026-0099 --reason "the reporter asks for it""#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await NuisanceTurn(report: report).perform("contact-erasure", reason, change, output, session) {
            reference in
            (
                "Asked for the erasure of the contact of \(reference).",
                "another officer or a reviewer runs registryctl contact decide-erasure \(reference) --approve --reason TEXT"
            )
        }
    }

    func slips(_ clock: LocalClock) -> Slips { NuisanceTurn(report: report).slips }
}
