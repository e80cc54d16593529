import ArgumentParser
import Policy

/// A checked draft is put before another person.
struct PolicyPropose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a checked policy pack, from a day on; another person activates it.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy propose nl/leeuwarden/j --version 2026 --from 2026-12-01"#
        ])

    @OptionGroup var options: PackOptions
    @Option(help: ArgumentHelp("First day on which it is to govern.", valueName: "day")) var from: LocalDate
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.change(options, .POST, "propose", ["validFrom": .of(from)], change)
        try session.tell(
            answer, .policyPack, output, "Proposed \(options.name) from \(from). It waits for another person.",
            next: options.activate)
    }
}
