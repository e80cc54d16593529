import ArgumentParser
import Policy

/// A pack is to govern no more.
struct PolicyEnd: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "Propose that no version of a pack governs from a day on; another person confirms it.",
        discussion: "What it judged before that day stays. A later version may be activated to govern from then on.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy end nl/leeuwarden/j --from 2027-01-01 --reason "the council repealed it""#
        ])

    @OptionGroup var pack: PackArgument
    @Option(help: ArgumentHelp("First day on which it is to govern no more.", valueName: "day")) var from: LocalDate
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let record = try await PackRecord.lastActive(pack.id, session)
        let answer = try await session.change(
            record, "propose-end", ["endDay": .of(from), "reason": .of(reason)], change)
        session.note(answer.json)
        try session.tell(
            answer, .policyPack, output, "Proposed the end of \(pack.id) from \(from). It waits for another person.",
            next: "a reviewer runs registryctl policy confirm-end \(pack.id) --from \(from)")
    }
}
