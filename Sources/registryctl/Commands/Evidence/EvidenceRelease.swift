import ArgumentParser
import Records

/// A file is no longer held.
struct EvidenceRelease: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lift the hold on a file.",
        discussion: "It is kept as long as its records say.")

    static let manual = Manual(
        .changes, .records(.evidence),
        examples: [
            #"registryctl evidence release 476b813e --record I-2026-0003 --reason "the appeal is decided""#
        ])

    @OptionGroup var file: EvidenceFileOptions
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await EvidenceTurn(file: file).perform(
            "hold/lifting", reason, change, output, session, said: "no longer held")
    }

    func slips(_ clock: LocalClock) -> Slips { file.slips }
}
