import ArgumentParser

/// A suspended licence holds again.
struct LicenceReinstate: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Make a licence valid again: the suspension is over, or its action was revoked.")

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence reinstate L-2026-0031 --reason "term of the closure is over""#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/reinstate", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .licence, output, "Licence \(reference) is valid again.",
            next: "registryctl licence show \(reference)")
    }
}
