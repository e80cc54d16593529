import ArgumentParser

/// A subject of an identity provider signs in to an account.
struct PeopleBind: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind",
        abstract: "Bind a subject of the identity provider to an account, so that it signs in there.",
        discussion: """
            The subject is what the provider calls the person for good ("sub"), not the person's address or name. By number it is for \
            the person's first account, by login for the account with that login. Nobody gets an account by signing in.
            """)

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people bind p.devries --issuer https://id.example.nl --subject f3a1c0"#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: ArgumentHelp("The provider, as its id tokens name it.", valueName: "url")) var issuer: String
    @Option(help: "What the provider calls the person.") var subject: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/subjects",
            ["login": .of(Int(person) == nil ? person : nil), "issuer": .of(issuer), "subject": .of(subject)])
        let answer = try await session.change(ask, change)
        try session.tell(
            answer, .person, output, "Bound the subject \(subject) of \(issuer) to person \(person).",
            next: "that person runs registryctl login --server \(session.client.context.server)")
    }
}
