import ArgumentParser

/// One licence.
struct LicenceShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a licence with its conditions.", aliases: ["view"])

    static let manual = Manual(
        .reads, .records(.licence),
        examples: [
            #"registryctl licence show L-2026-0031"#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.licence, "/v1/licences/\(try Reference.of(.licence, licence))", output, past)
    }
}
