import ArgumentParser
import Records

/// One credential is taken back.
struct PeopleRevokeCredential: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke-credential",
        abstract: "Revoke a credential of a person; nobody signs in with it any more.",
        discussion:
            "Sessions that it opened go on until they end; registryctl people tokens lists them, and revoke-token ends one."
    )

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people revoke-credential p.devries 3 --reason "seen by somebody else""#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Argument(help: "Number of the credential; people credentials lists them.") var credential: Int
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/credentials/\(credential)/revoke", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, where: "unknown_credential", listedBy: "registryctl people credentials \(person)")
        try session.tell(
            answer, .person, output,
            "Credential \(credential) of person \(person) is revoked: nobody signs in with it any more.",
            next: "registryctl people tokens \(person)")
    }
}
