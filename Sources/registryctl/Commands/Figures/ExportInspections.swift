import ArgumentParser

/// All inspections with their findings.
struct ExportInspections: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections", abstract: "Export all inspections with their findings.")

    static let manual = Manual(
        .exports,
        .text(
            "CSV with a header, or one JSON object on each line. The fields are the same in both forms: house_number in CSV is houseNumber in JSON. With --out: a sentence with the size of the file."
        ),
        examples: [
            #"registryctl export inspections --format jsonl --out inspections.jsonl"#
        ])

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/inspections", "inspections", session)
    }
}
