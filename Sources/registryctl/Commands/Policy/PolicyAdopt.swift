import ArgumentParser
import Policy

/// A pack that ships with the program is put before another person.
struct PolicyAdopt: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Draft, check and propose a built-in policy pack; another person activates it.",
        discussion: "They are listed by registryctl policy built-in.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy adopt nl/amsterdam/two-step --version 2018-2019 --from 2026-01-01"#
        ])

    @OptionGroup var options: PackOptions
    @Option(help: ArgumentHelp("First day on which it is to govern.", valueName: "day")) var from: LocalDate
    @OptionGroup(title: "Other packs") var others: OtherPacksOptions
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/policy-packs/built-in",
            [
                "id": .of(options.pack), "version": .of(options.packVersion), "validFrom": .of(from),
                "replaces": others.named, "besideReason": .of(others.beside),
            ])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change, hint: options.show)
        } catch let failure as Failure {
            throw others.completed(failure)
        }
        session.note(answer.json)
        try session.tell(
            answer, .policyPack, output,
            "Drafted, checked and proposed \(options.name) from \(from). It waits for another person.",
            next: options.activate)
    }
}
