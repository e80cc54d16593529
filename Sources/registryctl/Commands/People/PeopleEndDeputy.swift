import ArgumentParser
import Records

/// A deputyship ends before its day.
struct PeopleEndDeputy: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-deputy", abstract: "End a deputyship before its day.",
        discussion:
            "Somebody does who is neither of the two. The two count as one to the end of today."
    )

    static let manual = Manual(
        .changes, .records(.deputy),
        examples: [
            #"registryctl people end-deputy 3 --reason "back from leave early""#
        ])

    @Argument(help: "Number of the deputyship; people deputies lists them.") var number: Int
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let path = "/v1/deputies/\(number)"
        let answer = try await session.change(
            HTTPAsk(.POST, "\(path)/end", ["reason": .of(reason)]), change, basis: path, version: version.ifVersion,
            hint: "registryctl people deputies")
        try session.tell(
            answer, .deputy, output, "Deputyship \(number) ends on \(answer.json["endsOn"]?.text ?? "").",
            next: "registryctl people deputies")
    }
}
