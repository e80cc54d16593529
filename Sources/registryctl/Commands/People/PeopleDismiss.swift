import ArgumentParser

/// An official leaves.
struct PeopleDismiss: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss", abstract: "Dismiss an official; tokens stop to work at once.",
        discussion: "Example: registryctl people dismiss 7 --reason \"left on 1 December\"")

    @Argument(help: "Number of the person.") var person: Int
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.POST, "/v1/people/\(person)/dismiss", ["reason": .of(reason)])
        let known = try await knownVersion(session)
        let answer = try await session.change(ask, change, version: version.ifVersion ?? known)
        try session.tell(
            answer, .person, output, "Person \(person) is dismissed; tokens no longer work.",
            next: "registryctl people list")
    }

    /// The version in the list of people, where a single person has no page.
    private func knownVersion(_ session: Session) async throws -> Int? {
        let people = try await session.get("/v1/people", [("limit", "500")]).json["items"]?.items ?? []
        guard let found = people.first(where: { $0["id"]?.wholeNumber == person }) else {
            throw Failure(
                .notFound, "unknown_person", "there is no person \(person).", attempt: "registryctl people list")
        }
        return found["version"]?.wholeNumber
    }
}
