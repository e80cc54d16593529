import ArgumentParser

/// All enforcement actions.
struct ExportActions: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "Export all enforcement actions.",
        discussion: "Example: registryctl export actions --format jsonl --out actions.jsonl")

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/actions", "actions", session)
    }
}
