import ArgumentParser
import Records

/// A new official.
struct PeopleAppoint: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "appoint", abstract: "Appoint an official, with a login and roles.")

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people appoint --name "Selin Bakker" --login s.bakker --role inspector"#
        ])

    @Option(help: "Full name.") var name: String
    @Option(help: "Name to sign in with.") var login: String
    @Option(help: "A role; may be repeated.") var role: [Role]
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let roles = JSONValue.array(role.map { .string($0.rawValue) })
        let ask = HTTPAsk(.POST, "/v1/people", ["name": .of(name), "login": .of(login), "roles": roles])
        let answer = try await session.change(ask, change)
        let number = answer.json["id"]?.wholeNumber ?? 0
        if role == [.integrity] {
            return try session.tell(
                answer, .person, output,
                "Appointed \(name) (person \(number)). The role integrity is only proposed: it counts when another person has confirmed it.",
                isNew: true,
                next: "an officer, a reviewer or another administrator runs registryctl people confirm-role \(number)",
                and: ["registryctl people token \(number)"])
        }
        try session.tell(
            answer, .person, output,
            "Appointed \(name) as \(role.map(\.rawValue).joined(separator: ", ")) (person \(number)).",
            isNew: true, next: "registryctl people token \(number)")
    }
}
