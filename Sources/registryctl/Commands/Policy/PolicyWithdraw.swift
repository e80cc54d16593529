import ArgumentParser

/// A draft or a proposal is taken back.
struct PolicyWithdraw: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Withdraw a draft or a proposal; what is active stays.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy withdraw nl/leeuwarden/j --version 2026 --reason "the council voted it down""#
        ])

    @OptionGroup var options: PackOptions
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.change(options, .POST, "withdraw", ["reason": .of(reason)], change)
        try session.tell(
            answer, .policyPack, output, "Withdrew \(options.name).", next: "registryctl policy list")
    }
}
