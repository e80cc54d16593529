import ArgumentParser

/// The recommendations of a case.
struct RecommendationList: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the recommendations of a case, newest first.", aliases: ["ls"])

    static let manual = Manual(
        .reads, .records(.recommendation),
        examples: [
            #"registryctl recommendation list C-2026-0290"#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @OptionGroup(title: "List") var list: ListOptions
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let path = "/v1/cases/\(try Reference.of(.caseFile, reference))/recommendations"
        try await session.list(.recommendation, path, [], output, list, past)
    }
}
