import ArgumentParser
import Records

/// Keep a file beyond its time.
struct EvidenceHold: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep a file beyond its time.",
        discussion: "It is kept until the hold is lifted, whatever becomes of its records.")

    static let manual = Manual(
        .changes, .records(.evidence),
        examples: [
            #"registryctl evidence hold 476b813e --record I-2026-0003 --reason "needed in the appeal""#
        ])

    @OptionGroup var file: EvidenceFileOptions
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await EvidenceTurn(file: file).perform("hold", reason, change, output, session, said: "held")
    }

    func slips(_ clock: LocalClock) -> Slips { file.slips }
}
