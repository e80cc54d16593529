import ArgumentParser

/// A credential to sign in with.
struct PeopleCredential: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential", abstract: "Issue a credential to sign in with every day. It is shown once.",
        discussion: """
            The server makes it, and keeps only what it is checked by. By number it is for the person's first account, by login for \
            the account with that login. The one before is replaced, and says why; sessions go on.
            """)

    static let manual = Manual(
        .changes, .records(.credential),
        examples: [
            #"registryctl people credential p.devries --days 180"#,
            #"registryctl people credential p.devries --reason "forgotten""#,
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: ArgumentHelp("How long it is valid.", valueName: "number")) var days = 180
    @Option(help: "Why the one that holds is replaced.") var reason: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/credentials",
            ["expiresInDays": .of(days), "login": .of(Int(person) == nil ? person : nil), "reason": .of(reason)])
        let answer = try await issued(ask, session)
        guard output.form == .auto, !answer.isDryRun else {
            return try session.tell(
                answer, .credential, output, "Issued a credential to person \(person).", isNew: true)
        }
        guard let credential = answer.json["credential"]?.text else {
            return session.say(answer.json["notice"]?.text ?? "The credential was shown before.")
        }
        try StandardOutput.write(credential + "\n")
        let login = answer.json["login"]?.text ?? person
        session.say("Issued a credential to \(login), valid for \(days) days. It is shown this once.")
        session.say(
            "Next: that person runs registryctl login --server \(session.client.context.server) --login \(login)")
    }

    private func issued(_ ask: HTTPAsk, _ session: Session) async throws -> HTTPAnswer {
        do {
            return try await session.change(ask, change)
        } catch var failure as Failure where failure.code == "credential_holds_already" {
            failure.attempt = "registryctl people credential \(person) --reason TEXT"
            throw failure
        }
    }
}
