import ArgumentParser

/// Inspections that are checked again.
struct IntegrityBackChecks: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "back-checks",
        abstract: "List inspections that are checked again, and whether the two visits agree.",
        discussion: """
            For officers and the role integrity. Who visits is not told that it is a back-check: the next draw for visits takes \
            the outlet in, like any other. The outlet may have changed between the two visits.
            """)

    static let manual = Manual(
        .reads, .records(.backCheck),
        examples: [
            #"registryctl integrity back-checks --limit 20"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.backCheck, "/v1/back-checks", [], output, list)
    }
}
