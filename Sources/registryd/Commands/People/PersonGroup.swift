import ArgumentParser

/// `registryd person`: people, for the operator of the server.
struct PersonGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Appoint a person when no administrator can.",
        discussion: "Administrators appoint with registryctl; this acts in the name of the system.",
        subcommands: [PersonAdd.self])
}
