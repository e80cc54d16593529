import ArgumentParser
import Policy

/// A new action.
struct ActionDraft: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Draft the action that was decided in a case.")

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action draft C-2026-0290 --text "Formal warning: advertising in the window.""#,
            #"registryctl action draft C-2026-0290 --decision 12 --from 2026-12-15 --until 2027-03-15 --text "Closure for three months.""#,
            #"registryctl action draft C-2026-0290 --kind suspension --from 2026-12-15 --text "Suspension for three days.""#,
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(
        help: ArgumentHelp(
            "Number of the decision that it carries out, where several wait; case show lists them.", valueName: "number"
        ),
        completion: .openDecisions) var decision: Int?
    @Option(
        help: ArgumentHelp("Of measures that go together, the one that it carries out; else the first that waits."),
        completion: .openKinds) var kind: MeasureKind?
    @Option(help: ArgumentHelp("First day of a closure, suspension, withdrawal or order.", valueName: "day")) var from:
        LocalDate?
    @Option(help: ArgumentHelp("First day after it; a withdrawal that has one is for a term.", valueName: "day"))
    var until: LocalDate?
    @Option(parsing: .unconditional, help: ArgumentHelp("Amount of a fine or a penalty.", valueName: "number"))
    var amount: Double?
    @Option(help: ArgumentHelp("Currency of the amount, like EUR.", valueName: "code")) var currency: String?
    @Option(help: "What the action orders.") var text: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let ask = HTTPAsk(
            .POST, "/v1/cases/\(file)/actions",
            [
                "decision": .of(decision), "kind": .of(kind), "startsOn": .of(from), "endsOn": .of(until),
                "amount": .of(amount),
                "currency": .of(currency),
                "text": .of(text),
            ])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change, hint: "registryctl case show \(file)")
        } catch let failure as Failure where failure.code == "decision_not_named" {
            throw failure.offering(failure.choices.map { .appending(["--decision", $0]) })
        }
        let drafted = answer.json["reference"]?.text ?? ""
        let kind = answer.json["kind"]?.text?.spoken ?? "action"
        try session.tell(
            answer, .action, output, "Drafted \(drafted): \(kind), in case \(file).", isNew: true,
            next: "registryctl action propose \(drafted)")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.caseFile, reference) }
        return slips
    }
}
