import ArgumentParser

/// The end of a case.
struct CaseClose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a case in which nothing is pending.")

    static let manual = Manual(
        .changes, .records(.caseFile),
        examples: [
            #"registryctl case close C-2026-0290 --reason "warning issued, no further steps""#
        ])

    @Argument(help: "Reference of the case.", completion: .references(.caseFile)) var reference: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let ask = HTTPAsk(.POST, "/v1/cases/\(file)/close", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: "/v1/cases/\(file)", version: version.ifVersion)
        try session.tell(
            answer, .caseFile, output, "Closed case \(file).", next: "registryctl today")
    }
}
