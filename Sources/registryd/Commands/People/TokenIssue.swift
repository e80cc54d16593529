import ArgumentParser
import Records
import Registry

/// `registryd token issue`: a new token for a person who cannot sign in any more.
struct TokenIssue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "Issue a token to a person; it is shown once.",
        discussion: "Example: registryd token issue p.devries --jurisdiction 0363 --label laptop")

    @Argument(help: "The person's login.")
    var login: String

    @Option(help: "The code of the authority.")
    var jurisdiction: String

    @OptionGroup var token: TokenOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await Installation.open(installation) { installation in
            try await installation.prepare()
            let system = try await installation.systemActor(of: jurisdiction)
            let person = try await installation.person(login, in: system)
            let secret = try await installation.asService { database in
                try await token.issue(
                    to: person, login: login, by: system, installation.registry(over: database))
            }
            try token.hand(over: secret)
        }
    }
}
