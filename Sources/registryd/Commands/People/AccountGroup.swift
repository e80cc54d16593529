import ArgumentParser

/// `registryd account`: further accounts of people, for the operator of the server.
struct AccountGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Open another account for a person when no administrator can.",
        discussion: "Administrators open them with registryctl; this acts in the name of the system.",
        subcommands: [AccountOpen.self])
}
