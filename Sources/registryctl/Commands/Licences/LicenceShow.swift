import ArgumentParser

/// One licence.
struct LicenceShow: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a licence with its conditions.",
        discussion: "Example: registryctl licence show L-2026-0031", aliases: ["view"])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try await session.show(.licence, "/v1/licences/\(try Reference.of(.licence, licence))", output)
    }
}
