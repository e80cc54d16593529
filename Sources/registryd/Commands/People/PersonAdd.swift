import ArgumentParser
import Records
import Registry

/// `registryd person add`: appoints a person in the name of the system.
struct PersonAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Appoint a person with an account and roles.",
        discussion:
            "Example: registryd person add p.devries --name \"Piet de Vries\" --role officer --jurisdiction 0363")

    @Argument(help: "The login: lower case letters, digits, dot, dash, underscore.")
    var login: String

    @Option(help: "The person's name.")
    var name: String

    @Option(
        help:
            "officer, reviewer, inspector, policy, administrator or intake; integrity is only proposed, and another person confirms it; may be given several times."
    )
    var role: [Role]

    @Option(help: "The code of the authority.")
    var jurisdiction: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await Installation.open(installation) { installation in
            try await installation.prepare()
            let system = try await installation.systemActor(of: jurisdiction)
            _ = try await installation.asService { database in
                try await installation.registry(over: database)
                    .appoint(NewPerson(name: name, login: login, roles: role), Call(by: system))
            }
            say("appointed: \(login) (\(role.map(\.rawValue).joined(separator: ", ")))")
        }
    }
}

extension Role: ExpressibleByArgument {}
