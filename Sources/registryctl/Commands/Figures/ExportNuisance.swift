import ArgumentParser

/// All nuisance reports, without contacts.
struct ExportNuisance: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "nuisance", abstract: "Export all nuisance reports, without contacts.",
        discussion: "Example: registryctl export nuisance --format jsonl --out nuisance.jsonl")

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/nuisance-reports", "nuisance", session)
    }
}
