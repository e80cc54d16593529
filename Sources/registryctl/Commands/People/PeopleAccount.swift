import ArgumentParser
import Records

/// Another account of an official.
struct PeopleAccount: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Open another account for a person, under a login of its own.",
        discussion: "Acts under any account are acts of the person: what one proposes, none of the others can issue.")

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people account 7 --login p.devries-field"#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: "Name to sign in with.") var login: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(.POST, "/v1/people/\(number)/accounts", ["login": .of(login)])
        let answer = try await session.change(ask, change, hint: "registryctl people list")
        try session.tell(
            answer, .person, output, "Opened account \(login) for person \(person).",
            next: "registryctl people token \(login)")
    }
}
