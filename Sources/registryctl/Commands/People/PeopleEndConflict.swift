import ArgumentParser
import Records

/// A conflict of interest is over.
struct PeopleEndConflict: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-conflict", abstract: "End a conflict of interest of another person.",
        discussion: "The barred person can't, nor can who counts as one with that person.")

    static let manual = Manual(
        .changes, .records(.conflict),
        examples: [
            #"registryctl people end-conflict 3 --reason "her sister has left the shop""#
        ])

    @Argument(help: "Number of the conflict; people conflicts lists them.") var number: Int
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let path = "/v1/conflicts/\(number)"
        let answer = try await session.change(
            HTTPAsk(.POST, "\(path)/end", ["reason": .of(reason)]), change, basis: path, version: version.ifVersion,
            hint: "registryctl people conflicts")
        let (person, outlet) = (answer.json["person"]?.text ?? "", answer.json["outlet"]?.text ?? "")
        try session.tell(
            answer, .conflict, output, "\(person) is no longer barred from \(outlet).",
            next: "registryctl people conflicts")
    }
}
