import ArgumentParser
import Records

/// The tokens that were issued to a person.
struct PeopleTokens: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "List the tokens of a person by number; never a token itself.")

    static let manual = Manual(
        .reads, .records(.issuedToken),
        examples: [
            #"registryctl people tokens p.devries"#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let tokens = try await PersonChoice(person).record(session)["tokens"]?.items ?? []
        if tokens.isEmpty { session.say("No token was ever issued to person \(person).") }
        try session.printer(output).list(tokens, of: .issuedToken)
    }
}
