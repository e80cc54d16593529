import ArgumentParser
import Records

/// An inspection that doesn't hold as a whole.
struct InspectionVoid: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "void", abstract: "Void an inspection as a whole, such as one that was typed twice.",
        discussion: """
            It stays readable and counts nowhere; what it alleged is set aside. Somebody does that who was not one of its \
            inspectors, and while no action rests on it. To change one finding, correct it.
            """)

    static let manual = Manual(
        .changes, .records(.inspection),
        examples: [
            #"registryctl inspection void I-2026-1189 --duplicate-of I-2026-1188 --reason "the same visit, typed twice""#
        ])

    @Argument(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @Option(
        help: ArgumentHelp("The inspection that holds.", valueName: "inspection"), completion: .references(.inspection))
    var duplicateOf: String?
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.inspection, inspection)
        let other = try duplicateOf.map { text throws(Failure) in try Reference.of(.inspection, text) }
        let ask = HTTPAsk(
            .POST, "/v1/inspections/\(reference)/voiding", ["duplicateOf": .of(other), "reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl inspection show \(reference)")
        let holds = other.map { "; \($0) holds" } ?? ""
        try session.tell(
            answer, .inspection, output,
            InspectionEffectsText.after("Voided inspection \(reference)\(holds).", answer.json),
            next: "registryctl inspection show \(reference)")
    }
}
