import ArgumentParser
import Records

/// A proposed role is confirmed, or refused.
struct PeopleConfirmRole: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-role", abstract: "Confirm or refuse a role that another person proposed.",
        discussion: "The role integrity takes two persons, and who has it has no other role.")

    static let manual = Manual(
        .changes, .records(.personRoles),
        examples: [
            #"registryctl people confirm-role h.integer"#,
            #"registryctl people confirm-role h.integer --refuse "she leaves in May""#,
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: ArgumentHelp("Refuse it, and why.", valueName: "reason")) var refuse: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let path = "/v1/people/\(HTTPAsk.encoded(PastedText.bare(person)))/roles"
        let ask =
            refuse == nil
            ? HTTPAsk(.POST, "\(path)/confirmation", [:])
            : HTTPAsk(.POST, "\(path)/refusal", ["reason": .of(refuse)])
        let answer = try await session.change(ask, change, hint: "registryctl today")
        let roles = (answer.json["roles"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        try session.tell(
            answer, .personRoles, output,
            refuse == nil ? "Person \(person) is \(roles)." : "The role of person \(person) is refused.",
            next: "registryctl today")
    }
}
