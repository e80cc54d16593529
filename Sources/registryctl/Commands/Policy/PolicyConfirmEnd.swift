import ArgumentParser
import Policy

/// The end of a pack is signed by a second person.
struct PolicyConfirmEnd: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-end", abstract: "Confirm the end of a pack that another person proposed.",
        discussion: "The reason stands in: registryctl policy show PACK")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy confirm-end nl/leeuwarden/j --from 2027-01-01"#
        ])

    @OptionGroup var pack: PackArgument
    @Option(help: ArgumentHelp("The day that is proposed, again: this is a legal act.", valueName: "day"))
    var from: LocalDate
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await PackRecord.lastActive(pack.id, session)
        let answer = try await session.change(record, "confirm-end", ["endDay": .of(from)], change)
        session.note(answer.json)
        try session.tell(
            answer, .policyPack, output, "Confirmed: no version of \(pack.id) governs from \(from) on.",
            next: "registryctl policy list")
    }
}
