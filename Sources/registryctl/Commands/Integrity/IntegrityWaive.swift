import ArgumentParser

/// An inspection is not to be checked again.
struct IntegrityWaive: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive",
        abstract: "Propose that an inspection is not checked again; another person agrees or doesn't.")

    static let manual = Manual(
        .changes, .records(.backCheck),
        examples: [
            #"registryctl integrity waive 3 --reason "the outlet is being rebuilt until summer""#
        ])

    @Argument(help: "Number of the back-check; integrity back-checks lists them.") var number: Int
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.POST, "/v1/back-checks/\(number)/waiver-proposal", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, where: "unknown_back_check", listedBy: "registryctl integrity back-checks")
        try session.tell(
            answer, .backCheck, output,
            "Proposed to waive back-check \(number). It stands until another person agrees.",
            next:
                "another officer, or who has the role integrity, runs registryctl integrity decide-waiver \(number) --agree"
        )
    }
}
