import ArgumentParser

/// Figures.
struct StatsGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Figures with their intervals and methods.",
        subcommands: [StatsRun.self])
}
