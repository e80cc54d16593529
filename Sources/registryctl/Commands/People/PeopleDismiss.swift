import ArgumentParser

/// An official leaves.
struct PeopleDismiss: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss", abstract: "Dismiss an official; tokens stop to work at once.")

    static let manual = Manual(
        .changes, .records(.person),
        examples: [
            #"registryctl people dismiss 7 --reason "left on 1 December""#
        ])

    @Argument(help: "Number or login of the person.") var person: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let known = try await PersonChoice(person).record(session)
        let ask = HTTPAsk(
            .POST, "/v1/people/\(known["id"]?.wholeNumber ?? 0)/dismiss", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, version: version.ifVersion ?? known["version"]?.wholeNumber)
        try session.tell(
            answer, .person, output, "Person \(person) is dismissed; tokens no longer work.",
            next: "registryctl people list")
    }
}
