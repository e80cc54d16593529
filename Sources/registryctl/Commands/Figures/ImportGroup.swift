import ArgumentParser

/// Data from elsewhere.
struct ImportGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import lists of others and earlier records.",
        subcommands: [ImportOutlets.self, ImportHistory.self])
}
