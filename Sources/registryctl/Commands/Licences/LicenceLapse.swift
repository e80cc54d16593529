import ArgumentParser
import Policy

/// A licence ends by itself.
struct LicenceLapse: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapse", abstract: "Record that a licence lapsed, or will lapse.",
        discussion: """
            Until a later day it holds, and can be suspended or withdrawn. While a licence is suspended, its lapse is recorded \
            on its day.
            """)

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence lapse L-2026-0031 --on 2027-01-01 --reason "not used for a year""#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "day")) var on: LocalDate
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/lapse", ["on": .of(on), "reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .licence, output, "Licence \(reference) lapses on \(on).",
            next: "registryctl licence show \(reference)")
    }
}
