import ArgumentParser
import Policy

/// Selling again at the same premises.
struct OutletReopen: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Reopen a closed outlet: the same premises, the same history.")

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet reopen 0363-042-J --on 2026-02-10 --reason "a new operator""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: ArgumentHelp("First day on which it holds.", valueName: "day")) var on: LocalDate
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try Reference.outlet(outlet)
        let path = "/v1/outlets/\(place)"
        let ask = HTTPAsk(.POST, "\(path)/reopen", ["on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .outlet, output, "Outlet \(OutletName.of(answer.json)) is active again from \(on).",
            next: "registryctl outlet timeline \(place)")
    }
}
