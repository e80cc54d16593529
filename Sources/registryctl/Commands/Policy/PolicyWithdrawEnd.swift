import ArgumentParser

/// A pack goes on governing.
struct PolicyWithdrawEnd: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw-end", abstract: "Withdraw the proposed end of a pack; a confirmed one stays.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy withdraw-end nl/leeuwarden/j --reason "the repeal was put off""#
        ])

    @OptionGroup var pack: PackArgument
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await PackRecord.lastActive(pack.id, session)
        let answer = try await session.change(record, "withdraw-end", ["reason": .of(reason)], change)
        try session.tell(
            answer, .policyPack, output, "Withdrew the end of \(pack.id); it goes on governing.",
            next: "registryctl policy list")
    }
}
