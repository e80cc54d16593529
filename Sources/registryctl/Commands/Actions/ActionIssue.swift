import ArgumentParser
import Records

/// A proposed action becomes the legal act.
struct ActionIssue: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "Issue an action that another person drafted. A legal act.",
        discussion: """
            What is issued is exactly what was read: the digest that action show names is sent along, and PostgreSQL compares. \
            Without --digest the action is read once more right before it is issued.
            """)

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action issue A-2026-0317 --confirm A-2026-0317"#,
            #"registryctl action issue A-2026-0317 --confirm A-2026-0317 --digest 5f0c…"#,
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @Option(help: ArgumentHelp("The digest of what you read, from action show.", valueName: "sha256")) var digest:
        String?
    @OptionGroup(title: "Change") var confirm: ConfirmOption
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.action, action)
        try confirm.check(reference, act: "issue", change)
        let path = "/v1/actions/\(reference)"
        let hint = "registryctl action show \(reference)"
        let read = try await session.get(path, hint: "registryctl action list").json
        let ask = HTTPAsk(.POST, "\(path)/issue", ["digest": .of(digest ?? read["digest"]?.text)])
        let answer = try await session.change(
            ask, change, version: version.ifVersion ?? read["version"]?.wholeNumber, hint: hint)
        let outdated = answer.json["outdated"]?.items ?? []
        try session.tell(
            answer, .action, output,
            "Issued \(reference): \(answer.json["kind"]?.text?.spoken ?? "action"), now a legal act.",
            notes: ActionsBeside.told(answer.json)
                + outdated.map { OutdatedAdvice.sentence($0, "this established the violation") },
            next: answer.json["case"]?.text.map { "registryctl case show \($0)" })
    }
}
