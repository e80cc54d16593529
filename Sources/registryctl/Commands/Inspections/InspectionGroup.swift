import ArgumentParser

/// Inspections and their findings.
struct InspectionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspection", abstract: "Inspections: what was found at an outlet.",
        subcommands: [
            InspectionList.self, InspectionShow.self, InspectionLog.self, InspectionCorrect.self,
            InspectionVoid.self, InspectionConsequences.self,
        ],
        aliases: ["inspections"])
}
