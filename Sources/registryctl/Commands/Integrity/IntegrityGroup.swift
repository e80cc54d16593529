import ArgumentParser

/// Officials' integrity.
struct IntegrityGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "integrity",
        abstract: "Integrity: signals about officials, and inspections that are checked again.",
        subcommands: [
            IntegritySignals.self, IntegrityBackChecks.self, IntegrityWaive.self, IntegrityDecideWaiver.self,
            IntegritySettingsShow.self, IntegritySet.self,
        ])
}
