import ArgumentParser
import Sealing

/// A new contact key.
struct ContactKeyCreate: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a contact key and propose its public half.",
        discussion: """
            The private half goes into a file here, which only you may read, and nowhere else. Give it to the officers who may \
            read contacts, by hand, and keep a copy in a safe: without it nobody reads what was sealed to it.
            """)

    static let manual = Manual(
        .changes, .records(.contactKey),
        examples: [
            #"registryctl contact key create --name officers-2026"#
        ])

    @Option(help: "What it is called.") var name: String
    @Option(help: ArgumentHelp("Where it goes (default: contact.key beside the contexts).", valueName: "file"))
    var key: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = ContactKeyFile(key, session.environment)
        guard let made = ContactKey(newNamed: name) else {
            throw Failure(
                .refused, "no_key_name", "\(name) is no name of a key.",
                why: ["It has 1 to 40 letters, digits, dots, hyphens or underscores."],
                attempt: "choose a name like officers-2026")
        }
        // The private half is on the disk before anything can be sealed to the public one.
        if !change.dryRun { try file.create(made) }
        let ask = HTTPAsk(.POST, "/v1/contact-keys", ["publicKey": .of(made.publicHalf.text)])
        let answer = try await session.change(ask, change)
        try session.tell(
            answer, .contactKey, output, "Proposed contact key \(name); its private half is in \(file.path).",
            next: "an officer or a reviewer runs registryctl contact key confirm \(name)")
    }
}
