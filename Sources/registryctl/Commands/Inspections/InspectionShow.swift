import ArgumentParser

/// One inspection.
struct InspectionShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an inspection with its findings and corrections.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.inspection),
        examples: [
            #"registryctl inspection show I-2026-1188"#,
            #"registryctl inspection show I-2026-1188 --known-at 2026-03-03"#,
        ])

    @Argument(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(
            .inspection, "/v1/inspections/\(try Reference.of(.inspection, inspection))", output, past)
    }
}
