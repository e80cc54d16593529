import ArgumentParser

/// The log of all acts.
struct AuditGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The log of all acts: what can be proved to others.",
        subcommands: [AuditProof.self])
}
