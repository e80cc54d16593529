import ArgumentParser
import Records

/// One token is taken back.
struct PeopleRevokeToken: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke-token", abstract: "Revoke one token of a person; it stops working at once.",
        discussion: "The person and the other tokens stay. Your own token is revoked by registryctl logout.")

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people revoke-token p.devries 12 --reason "lost the laptop""#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Argument(help: "Number of the token; people tokens lists them.") var token: Int
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/tokens/\(token)/revoke", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, where: "unknown_token", listedBy: "registryctl people tokens \(person)")
        try session.tell(
            answer, .person, output, "Token \(token) of person \(person) is revoked and no longer works.",
            next: "registryctl people tokens \(person)")
    }
}
