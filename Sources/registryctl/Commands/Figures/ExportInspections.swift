import ArgumentParser

/// All inspections with their findings.
struct ExportInspections: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections", abstract: "Export all inspections with their findings.",
        discussion: "Example: registryctl export inspections --format jsonl --out inspections.jsonl")

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/inspections", "inspections", session)
    }
}
