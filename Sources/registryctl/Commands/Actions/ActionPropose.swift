import ArgumentParser

/// A draft goes to a reviewer.
struct ActionPropose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Send a draft for review. Another person issues it.")

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action propose A-2026-0317"#
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.action, action)
        let path = "/v1/actions/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/propose", [:])
        let answer = try await session.change(
            ask, change, basis: path, version: version.ifVersion, hint: "registryctl action show \(reference)")
        try session.tell(
            answer, .action, output, "Proposed \(reference). It waits for a reviewer, who is not you.",
            notes: ActionsBeside.told(answer.json),
            next: "a reviewer runs registryctl action issue \(reference) --confirm \(reference)")
    }
}
