import ArgumentParser

/// Who visits which outlet.
struct DrawAssignments: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "assignments", abstract: "List who was drawn to visit which outlet, newest first.",
        discussion: """
            Inspectors see their own assignments, from some hours before their first day begins (integrity settings); officers and \
            the role integrity see all.
            """)

    static let manual = Manual(
        .reads, .records(.assignment),
        examples: [
            #"registryctl draw assignments"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.assignment, "/v1/assignments", [], output, list)
    }
}
