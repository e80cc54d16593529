import ArgumentParser
import Records

/// The credentials that were issued to a person.
struct PeopleCredentials: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials", abstract: "List the credentials of a person by number; never a credential itself.")

    static let manual = Manual(
        .reads, .records(.issuedCredential),
        examples: [
            #"registryctl people credentials p.devries"#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let credentials = try await PersonChoice(person).record(session)["credentials"]?.items ?? []
        if credentials.isEmpty { session.say("No credential was ever issued to person \(person).") }
        try session.printer(output).list(credentials, of: .issuedCredential)
    }
}
