import ArgumentParser

/// All enforcement actions.
struct ExportActions: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "Export all enforcement actions.")

    static let manual = Manual(
        .exports,
        .text(
            "CSV with a header, or one JSON object on each line. The fields are the same in both forms: house_number in CSV is houseNumber in JSON. Why an action was revoked is there for officers and reviewers alone. With --out: a sentence with the size of the file."
        ),
        examples: [
            #"registryctl export actions --format jsonl --out actions.jsonl"#
        ])

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/actions", "actions", session)
    }
}
