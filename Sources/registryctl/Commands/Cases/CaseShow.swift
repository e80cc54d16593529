import ArgumentParser

/// One case.
struct CaseShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a case with its recommendations, decisions and actions.", aliases: ["view"]
    )

    static let manual = Manual(
        .reads, .records(.caseFile),
        examples: [
            #"registryctl case show C-2026-0290"#
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let answer = try await session.show(.caseFile, "/v1/cases/\(file)", output, past)
        // What comes next comes next now.
        guard past.isNow else { return }
        OutdatedAdvice.say(answer["recommendations"]?.items ?? [], in: file, of: answer, session)
    }
}
