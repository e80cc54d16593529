import ArgumentParser

/// A proposed action goes back.
struct ActionReturn: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Send a proposed action back to who drafted it.")

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action return A-2026-0317 --reason "say from which day""#
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
        let ask = HTTPAsk(.POST, "\(path)/return", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, basis: path, version: version.ifVersion, hint: "registryctl action show \(reference)")
        try session.tell(
            answer, .action, output, "Returned \(reference) to who drafted it.",
            next: "its drafter runs registryctl action amend \(reference) --text TEXT")
    }
}
