import ArgumentParser

/// All nuisance reports, without contacts and texts.
struct ExportNuisance: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "nuisance", abstract: "Export all nuisance reports, without contacts and texts.",
        discussion: """
            What people wrote is left out, because they name themselves and others in it; nuisance show has it. The address \
            is there for officers only, since it may be the reporter's own; for everyone else it is empty, and the place \
            has 4 decimals, about 10 metres.
            """)

    static let manual = Manual(
        .exports,
        .text(
            "CSV with a header, or one JSON object on each line. The fields are the same in both forms: house_number in CSV is houseNumber in JSON. With --out: a sentence with the size of the file."
        ),
        examples: [
            #"registryctl export nuisance --format jsonl --out nuisance.jsonl"#
        ])

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/nuisance-reports", "nuisance", session)
    }
}
