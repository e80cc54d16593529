import ArgumentParser

/// Another person agrees that an inspection is not checked again, or doesn't.
struct IntegrityDecideWaiver: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide-waiver",
        abstract: "Agree that an inspection is not checked again, or have it checked all the same.")

    static let manual = Manual(
        .changes, .records(.backCheck),
        examples: [
            #"registryctl integrity decide-waiver 3 --agree"#,
            #"registryctl integrity decide-waiver 3 --refuse "it can be visited from March on""#,
        ])

    @Argument(help: "Number of the back-check; integrity back-checks lists them.") var number: Int
    @Flag(help: "It is not checked again.") var agree = false
    @Option(help: ArgumentHelp("It is checked all the same, and why.", valueName: "reason")) var refuse: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        guard agree != (refuse != nil) else {
            throw Failure.usage(
                "a waiver is agreed to or refused.", attempt: "registryctl integrity decide-waiver \(number) --agree")
        }
        let ask =
            agree
            ? HTTPAsk(.POST, "/v1/back-checks/\(number)/waiver", [:])
            : HTTPAsk(.POST, "/v1/back-checks/\(number)/keeping", ["reason": .of(refuse)])
        let answer = try await session.change(
            ask, change, where: "unknown_back_check", listedBy: "registryctl integrity back-checks")
        try session.tell(
            answer, .backCheck, output,
            agree ? "Back-check \(number) is waived." : "Back-check \(number) is not waived: it is due.",
            next: "registryctl integrity back-checks")
    }
}
