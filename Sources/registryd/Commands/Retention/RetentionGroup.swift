import ArgumentParser

/// How long contact data are kept.
struct RetentionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Keep contacts and evidence files as long as they are to be kept, and end the others.",
        subcommands: [RetentionRun.self])
}
