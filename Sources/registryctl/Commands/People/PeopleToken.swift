import ArgumentParser
import Records

/// A token to sign in with.
struct PeopleToken: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issue a token to a person. It is shown once.",
        discussion: """
            By number it is for the person's first account, by login for the account with that login. With --scope the token has only \
            those of the person's roles: what a program needs, and no more.
            """)

    static let manual = Manual(
        .changes, .records(.token),
        examples: [
            #"registryctl people token 7 --label "laptop" --days 90 > token.txt"#,
            #"registryctl people token 9 --label "open data" --scope policy --days 365 > token.txt"#,
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: "What it is for.") var label = "registryctl"
    @Option(help: ArgumentHelp("How long it is valid.", valueName: "number")) var days = 90
    @Option(help: "A role that counts under it; may be repeated. All roles of the person when absent.") var scope:
        [Role] = []
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/tokens",
            [
                "label": .of(label), "expiresInDays": .of(days), "login": .of(Int(person) == nil ? person : nil),
                "scopes": .array(scope.map { .string($0.rawValue) }),
            ])
        let answer = try await session.change(ask, change)
        guard output.form == .auto, !answer.isDryRun else {
            return try session.tell(answer, .token, output, "Issued a token to person \(person).", isNew: true)
        }
        guard let token = answer.json["token"]?.text else {
            return session.say(answer.json["notice"]?.text ?? "The token was shown before.")
        }
        try StandardOutput.write(token + "\n")
        session.say("Issued a token to person \(person), valid for \(days) days. It is shown this once.")
        session.say("Next: that person runs registryctl login --server \(session.client.context.server)")
    }
}
