import ArgumentParser

/// A proposed contact key is taken back.
struct ContactKeyWithdraw: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a contact key back that is not confirmed yet.")

    static let manual = Manual(
        .changes, .records(.contactKey),
        examples: [
            #"registryctl contact key withdraw officers-2026 --reason "the file went to the wrong people""#
        ])

    @Argument(help: "Its name.") var name: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/contact-keys/\(HTTPAsk.encoded(name))/withdrawal", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl contact key list")
        try session.tell(
            answer, .contactKey, output, "Contact key \(name) is withdrawn.",
            next: "registryctl contact key create --name NAME")
    }
}
