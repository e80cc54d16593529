import ArgumentParser
import Policy

/// A licence is withdrawn.
struct LicenceWithdraw: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Withdraw a licence, resting on an issued action. A legal act."
    )

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence withdraw L-2026-0031 --action A-2026-0317 --on 2027-01-01 --reason "third violation" --confirm L-2026-0031"#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: "Reference of the issued action on which this rests.", completion: .references(.action)) var action:
        String
    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "day")) var on: LocalDate
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Change") var confirm: ConfirmOption
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        try confirm.check(reference, act: "withdraw", change)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(
            .POST, "\(path)/withdraw",
            ["action": .of(try Reference.of(.action, action)), "on": .of(on), "reason": .of(reason)])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        } catch let failure as Failure {
            throw OtherGround.offered(in: failure, insteadOf: action)
        }
        let until = answer.json["withdrawnUntil"]?.text
        try session.tell(
            answer, .licence, output,
            "Licence \(reference) is withdrawn from \(on)\(until.map { " until \($0)" } ?? "").",
            next: until.map { "from \($0) on registryctl licence reinstate \(reference) --reason TEXT" }
                ?? "registryctl licence show \(reference)")
    }
}
