import ArgumentParser

/// All records of a former system.
struct ExportEarlierRecords: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "earlier-records",
        abstract: "Export the records of a former system, each with the file and line that it came from.")

    static let manual = Manual(
        .exports,
        .text(
            "CSV with a header, or one JSON object on each line. The fields are the same in both forms: case_number in CSV is caseNumber in JSON. former_system names the profile of the import; is_counted says whether a look-back knows the case by this record. With --out: a sentence with the size of the file."
        ),
        examples: [
            #"registryctl export earlier-records --format csv --out earlier-records.csv"#
        ])

    @OptionGroup(title: "Export") var export: ExportOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await export.write("/v1/exports/earlier-records", "earlier records", session)
    }
}
