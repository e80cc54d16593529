import ArgumentParser
import Policy

/// The end of selling at premises.
struct OutletClose: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close an outlet: from a day on nothing is sold there.")

    static let manual = Manual(
        .changes, .records(.outlet),
        examples: [
            #"registryctl outlet close 0363-042-J --on 2026-02-10 --reason "the operator stopped""#
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
        let ask = HTTPAsk(.POST, "\(path)/close", ["on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .outlet, output, "Outlet \(OutletName.of(answer.json)) is closed from \(on).",
            next: "registryctl outlet timeline \(place)")
    }
}
