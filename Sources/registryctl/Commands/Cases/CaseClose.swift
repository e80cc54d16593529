import ArgumentParser
import Records

/// The end of a case.
struct CaseClose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a case in which nothing is pending.",
        discussion: """
            Pending is an action that is not issued, a decision for a measure without an action, and a recommendation \
            without a decision. Where nothing was issued about an inspection, another person closes the case than who \
            decided so.
            """)

    static let manual = Manual(
        .changes, .records(.caseFile),
        examples: [
            #"registryctl case close C-2026-0290 --reason "warning issued, no further steps""#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let path = "/v1/cases/\(file)"
        let before = try await session.get(path)
        let answer = try await session.change(
            HTTPAsk(.POST, "\(path)/close", ["reason": .of(reason)]), change, basis: path,
            version: version.ifVersion ?? before.version, hint: Self.instead(before.json))
        try session.tell(
            answer, .caseFile, output, "Closed case \(file).", next: "registryctl today")
    }

    /// What to do first, where closing is not what comes next.
    private static func instead(_ file: JSONValue) -> String? {
        guard let act = file["next"]?["act"]?.text, act != "close", let command = NextCommand.of(file),
            command.hasPrefix("registryctl ")
        else { return nil }
        return command
    }
}
