import ArgumentParser
import Records

/// A subject of an identity provider signs in no more.
struct PeopleUnbind: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "unbind", abstract: "Unbind a subject from an account; it signs in no more.",
        discussion:
            "Sessions that it opened go on until they end; registryctl people tokens lists them, and revoke-token ends one."
    )

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people unbind p.devries 3 --reason "another provider""#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Argument(help: "Number of the subject; people subjects lists them.") var subject: Int
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/subjects/\(subject)/unbind", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, where: "unknown_subject", listedBy: "registryctl people subjects \(person)")
        try session.tell(
            answer, .person, output, "Subject \(subject) of person \(person) is unbound: it signs in no more.",
            next: "registryctl people tokens \(person)")
    }
}
