import ArgumentParser

/// One nuisance report.
struct NuisanceShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a nuisance report with its claims.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.nuisanceReport),
        examples: [
            #"registryctl nuisance show N-2026-0099"#
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(
            .nuisanceReport, "/v1/nuisance-reports/\(try Reference.of(.nuisanceReport, report))", output, past)
    }
}
