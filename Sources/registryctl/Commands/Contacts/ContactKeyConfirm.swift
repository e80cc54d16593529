import ArgumentParser

/// A proposed contact key is confirmed.
struct ContactKeyConfirm: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm a contact key that another person proposed.",
        discussion: "From then on contacts are sealed to it. What was sealed to the one before is read with that one.")

    static let manual = Manual(
        .changes, .records(.contactKey),
        examples: [
            #"registryctl contact key confirm officers-2026"#
        ])

    @Argument(help: "Its name.") var name: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.POST, "/v1/contact-keys/\(HTTPAsk.encoded(name))/confirmation", [:])
        let answer = try await session.change(ask, change, hint: "registryctl contact key list")
        try session.tell(
            answer, .contactKey, output, "Contact key \(name) is active: contacts are sealed to it.",
            next: "registryctl contact key list")
    }
}
