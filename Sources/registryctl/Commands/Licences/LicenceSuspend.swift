import ArgumentParser
import Policy
import Records

/// A licence is suspended.
struct LicenceSuspend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Suspend a licence, resting on an issued action."
    )

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence suspend L-2026-0031 --action A-2026-0317 --reason "suspended for two months""#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: "Reference of the issued action on which this rests.", completion: .references(.action)) var action:
        String
    @Option(help: ArgumentHelp("First day after the suspension; the action's, if left out.", valueName: "day"))
    var until: LocalDate?
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(
            .POST, "\(path)/suspend",
            ["action": .of(try Reference.of(.action, action)), "until": .of(until), "reason": .of(reason)])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        } catch let failure as Failure {
            throw OtherGround.offered(in: failure, insteadOf: action)
        }
        try session.tell(
            answer, .licence, output, "Licence \(reference) is suspended\(Self.end(answer.json)).",
            next: "when the suspension is over, registryctl licence reinstate \(reference) --reason TEXT")
    }

    private static func end(_ licence: JSONValue) -> String {
        let suspended = licence["suspendedUntil"]?.text.map { " until \($0)" } ?? ""
        guard let day = licence["endsOn"]?.text, let status = licence["endsAs"]?.text else { return suspended }
        return suspended
            + (status == "lapsed"
                ? "; it lapses on \(day)" : "; on \(day) it goes to another holder")
    }
}
