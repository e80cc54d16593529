import ArgumentParser
import Policy

/// Other content of a draft.
struct ActionAmend: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Change a draft before it is proposed.")

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action amend A-2026-0317 --until 2027-02-15"#,
            #"registryctl action amend A-2026-0317 --no-amount"#,
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @Option(help: ArgumentHelp("First day of a closure, suspension or order.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("First day after it.", valueName: "day")) var until: LocalDate?
    @Option(parsing: .unconditional, help: ArgumentHelp("Amount of a fine or a penalty.", valueName: "number"))
    var amount: Double?
    @Option(help: ArgumentHelp("Currency of the amount, like EUR.", valueName: "code")) var currency: String?
    @Flag(help: "Without a first day.") var noFrom = false
    @Flag(help: "Without an end.") var noUntil = false
    @Flag(help: "Without an amount.") var noAmount = false
    @Option(help: "What the action orders.") var text: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        try refuseBoth("from", from != nil, noFrom)
        try refuseBoth("until", until != nil, noUntil)
        try refuseBoth("amount", amount != nil || currency != nil, noAmount)
        let reference = try Reference.of(.action, action)
        let path = "/v1/actions/\(reference)"
        let ask = HTTPAsk(
            .PATCH, path,
            json: try Amendment.of(
                [
                    "startsOn": noFrom ? .null : .of(from), "endsOn": noUntil ? .null : .of(until),
                    "amount": noAmount ? .null : .of(amount), "currency": .of(currency), "text": .of(text),
                ], command: "action amend"))
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        try session.tell(
            answer, .action, output, "Amended the draft \(reference).", next: "registryctl action propose \(reference)")
    }

    /// What is given is not taken away in the same breath.
    private func refuseBoth(_ name: String, _ isGiven: Bool, _ isTakenAway: Bool) throws(Failure) {
        guard isGiven, isTakenAway else { return }
        throw .usage(
            "--no-\(name) takes away what is given beside it.", why: ["Nothing was sent."],
            attempt: "registryctl action amend --help")
    }
}
