import ArgumentParser

/// `registryd audit`: the transparency log, for whoever checks it.
struct AuditGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the log of all acts, and print what to put away for that.",
        subcommands: [AuditVerify.self, AuditKey.self, AuditHead.self, AuditExport.self, AuditRotateKey.self])
}
