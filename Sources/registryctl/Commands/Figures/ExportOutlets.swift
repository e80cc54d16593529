import ArgumentParser

/// All outlets.
struct ExportOutlets: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlets", abstract: "Export all outlets.")

    static let manual = Manual(
        .exports,
        .text(
            "CSV with a header, or one JSON object on each line. The fields are the same in both forms: house_number in CSV is houseNumber in JSON. With --out: a sentence with the size of the file."
        ),
        examples: [
            #"registryctl export outlets --format jsonl --out outlets.jsonl"#
        ])

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/outlets", "outlets", session)
    }
}
