import ArgumentParser

/// `registryd token`: tokens, for the operator of the server.
struct TokenGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issue a token when no administrator can.",
        discussion: "Administrators issue them with registryctl; this acts in the name of the system.",
        subcommands: [TokenIssue.self])
}
