import ArgumentParser

/// An issued action is taken back.
struct ActionRevoke: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take an issued action back. A legal act."
    )

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action revoke A-2026-0317 --reason "objection upheld" --confirm A-2026-0317"#
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Change") var confirm: ConfirmOption
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.action, action)
        try confirm.check(reference, act: "revoke", change)
        let path = "/v1/actions/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/revoke", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, basis: path, version: version.ifVersion, hint: "registryctl action show \(reference)")
        try session.tell(
            answer, .action, output, "Revoked \(reference).",
            next: answer.json["case"]?.text.map { "registryctl case show \($0)" })
        if !answer.isDryRun, let file = answer.json["case"]?.text,
            let inspection = answer.json["recommended"]?["inspection"]?.text
        {
            session.sayNext("an officer runs \(AskAgain.command(file, inspection))", "  or")
        }
        try session.tellConsequences(answer, output)
    }
}
