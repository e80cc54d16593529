import ArgumentParser

/// Servers and accounts that this program knows.
struct ContextGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context", abstract: "Servers and accounts.",
        subcommands: [ContextList.self, ContextUse.self, ContextShow.self, ContextRemove.self], aliases: ["contexts"])
}
