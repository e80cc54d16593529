import ArgumentParser

/// Another person may not read a contact.
struct ContactRefuse: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Don't let another person read a contact.")

    static let manual = Manual(
        .changes, .records(.unsealing),
        examples: [
            #"registryctl contact refuse 7 --reason "the report says all that is needed""#
        ])

    @Argument(help: "Number of the request; contact requests lists them.") var number: Int
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.POST, "/v1/unsealings/\(number)/refusal", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl contact requests")
        try session.tell(
            answer, .unsealing, output, "Request \(number) is refused.", next: "registryctl contact requests")
    }
}
