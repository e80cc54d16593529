import ArgumentParser

/// Another person may read a contact.
struct ContactGrant: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Let another person read a contact, for 24 hours.")

    static let manual = Manual(
        .changes, .records(.unsealing),
        examples: [
            #"registryctl contact grant 7"#
        ])

    @Argument(help: "Number of the request; contact requests lists them.") var number: Int
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.POST, "/v1/unsealings/\(number)/grant", [:])
        let answer = try await session.change(ask, change, hint: "registryctl contact requests")
        let (who, report) = (answer.json["requestedBy"]?.text ?? "", answer.json["report"]?.text ?? "")
        try session.tell(
            answer, .unsealing, output, "\(who) may read the contact of \(report) for 24 hours.",
            next: "\(who) runs registryctl contact read \(report) --number \(number)")
    }
}
