import ArgumentParser
import Policy

/// A checked draft is put before another person.
struct PolicyPropose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a checked policy pack, from a day on; another person activates it.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy propose nl/leeuwarden/j --version 2026 --from 2026-12-01"#,
            #"registryctl policy propose nl/town/j --version 1 --from 2027-01-01 --replaces nl/leeuwarden/j"#,
        ])

    @OptionGroup var options: PackOptions
    @Option(help: ArgumentHelp("First day on which it is to govern.", valueName: "day")) var from: LocalDate
    @OptionGroup(title: "Other packs") var others: OtherPacksOptions
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer: HTTPAnswer
        do {
            answer = try await session.change(
                options, .POST, "propose",
                ["validFrom": .of(from), "replaces": others.named, "besideReason": .of(others.beside)], change)
        } catch let failure as Failure {
            throw others.completed(failure)
        }
        session.note(answer.json)
        try session.tell(
            answer, .policyPack, output, "Proposed \(options.name) from \(from). It waits for another person.",
            next: options.activate)
    }
}
