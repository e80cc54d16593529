import ArgumentParser

/// All outlets.
struct ExportOutlets: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlets", abstract: "Export all outlets.",
        discussion: "Example: registryctl export outlets --format jsonl --out outlets.jsonl")

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/outlets", "outlets", session)
    }
}
