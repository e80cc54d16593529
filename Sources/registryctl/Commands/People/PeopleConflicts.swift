import ArgumentParser

/// Who keeps away from which outlet.
struct PeopleConflicts: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "List conflicts of interest, newest first.",
        discussion: "Officers, reviewers and administrators see all of them; others their own.")

    static let manual = Manual(
        .reads, .records(.conflict),
        examples: [
            #"registryctl people conflicts"#
        ])

    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.list(.conflict, "/v1/conflicts", [], output, list)
    }
}
