import ArgumentParser
import Records

/// A role is granted or taken.
struct PeopleRole: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Grant a role to a person, or take it away.",
        discussion:
            "The role integrity is proposed; another person confirms it (people confirm-role), and nobody has it beside another role."
    )

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people role 7 --grant reviewer"#,
            #"registryctl people role 7 --revoke officer"#,
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: "Role to grant.") var grant: Role?
    @Option(help: "Role to take away.") var revoke: Role?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        guard let role = grant ?? revoke, grant == nil || revoke == nil else {
            throw Failure.usage(
                "one role is granted or taken away at a time.",
                attempt: "registryctl people role \(person) --grant ROLE")
        }
        let number = try await PersonChoice(person).number(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(number)/roles", ["role": .of(role), "grant": .bool(grant != nil)])
        let answer = try await session.change(ask, change)
        if grant == .integrity {
            return try session.tell(
                answer, .person, output, "The role integrity is proposed for person \(person).",
                next: "an officer, a reviewer or another administrator runs registryctl people confirm-role \(person)")
        }
        let verb = grant != nil ? "is" : "is no longer"
        try session.tell(
            answer, .person, output, "Person \(person) \(verb) \(role.rawValue).", next: "registryctl people list")
    }
}
