import ArgumentParser
import Policy

/// A pack begins to govern.
struct PolicyAdopt: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Adopt a built-in policy pack from a day on.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy adopt nl/amsterdam/two-step --version 2018-2019 --from 2026-01-01"#
        ])

    @Argument(help: "Id of the pack, like nl/amsterdam/two-step.") var pack: String
    @Option(name: .customLong("version"), help: ArgumentHelp("Version of the pack.", valueName: "version"))
    var packVersion: String
    @Option(help: ArgumentHelp("First day on which it governs.", valueName: "day")) var from: LocalDate
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/policy-packs", ["id": .of(pack), "version": .of(packVersion), "validFrom": .of(from)])
        let answer = try await session.change(ask, change)
        try session.tell(
            answer, .policyPack, output, "Adopted \(pack) \(packVersion) from \(from).", next: "registryctl policy list"
        )
    }
}
