import ArgumentParser
import Records

/// The subjects of the identity provider that are bound to a person.
struct PeopleSubjects: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "subjects", abstract: "List the subjects of the identity provider that sign in as a person.")

    static let manual = Manual(
        .reads, .records(.boundSubject),
        examples: [
            #"registryctl people subjects p.devries"#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let subjects = try await PersonChoice(person).record(session)["subjects"]?.items ?? []
        if subjects.isEmpty { session.say("No subject was ever bound to person \(person).") }
        try session.printer(output).list(subjects, of: .boundSubject)
    }
}
