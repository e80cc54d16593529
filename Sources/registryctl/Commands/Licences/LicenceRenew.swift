import ArgumentParser
import Policy

/// A licence goes on.
struct LicenceRenew: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Renew a licence until a later day.")

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence renew L-2026-0031 --until 2036-12-01"#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "day")) var until: LocalDate
    @Option(help: "Why.") var reason: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/renew", ["endsOn": .of(until), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .licence, output, "Licence \(reference) holds until \(until).",
            next: "registryctl licence show \(reference)")
    }
}
