import ArgumentParser

/// A draft or proposal is dropped.
struct ActionWithdraw: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Drop an action that is not issued.")

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action withdraw A-2026-0317 --reason "the finding was corrected""#
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.action, action)
        let path = "/v1/actions/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/withdraw", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, basis: path, version: version.ifVersion, hint: "registryctl action show \(reference)")
        try session.tell(
            answer, .action, output, "Withdrew \(reference); it was never issued.",
            next: "registryctl today")
    }
}
