import ArgumentParser

/// Data for elsewhere.
struct ExportGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export whole record sets as CSV or JSON Lines.",
        subcommands: [
            ExportOutlets.self, ExportInspections.self, ExportNuisance.self, ExportActions.self,
            ExportEarlierRecords.self,
        ])
}
