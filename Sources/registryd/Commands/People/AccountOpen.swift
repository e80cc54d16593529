import ArgumentParser
import Records
import Registry

/// `registryd account open`: another account of a person, in the name of the system.
struct AccountOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open another account for a person who has one.",
        discussion: """
            Example: registryd account open p.devries-field --person p.devries --jurisdiction 0363
            Acts under any account are acts of the person: what one proposes, none of the others can issue.
            """)

    @Argument(help: "The new login: lower case letters, digits, dot, dash, underscore.")
    var login: String

    @Option(help: ArgumentHelp("A login that the person has already.", valueName: "login"))
    var person: String

    @Option(help: "The code of the authority.")
    var jurisdiction: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await Installation.open(installation) { installation in
            try await installation.prepare()
            let system = try await installation.systemActor(of: jurisdiction)
            let number = try await installation.person(person, in: system)
            _ = try await installation.asService { database in
                try await installation.registry(over: database)
                    .openAccount(String(number), NewAccount(login: login), Call(by: system))
            }
            say("opened: \(login) (another account of \(person))")
        }
    }
}
