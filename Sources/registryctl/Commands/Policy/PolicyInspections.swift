import ArgumentParser
import Records

/// What a first day, or an end, in the past leaves behind.
struct PolicyInspections: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspections",
        abstract: "List the inspections on its days that another version of the rules judged, or none.",
        discussion:
            "Of a pack that ends: those after its end that it judged. Nothing is judged again by itself; recommendation again "
            + "does it for one inspection."
    )

    static let manual = Manual(
        .reads, .records(.inspection),
        examples: [
            #"registryctl policy inspections nl/leeuwarden/j --version 2026"#
        ])

    @OptionGroup var options: PackOptions
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await PackRecord.find(options.pack, version: options.packVersion, session)
        try await session.list(.inspection, "\(record.path)/inspections", [], output, list)
    }
}
