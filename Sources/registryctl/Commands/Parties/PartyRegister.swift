import ArgumentParser
import Records

/// A new party.
struct PartyRegister: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Register a person or a company.",
        aliases: ["create"])

    static let manual = Manual(
        .changes, .records(.party),
        examples: [
            #"registryctl party register --kind legal --name "Groen Horeca B.V." --registration kvk:68750110"#
        ])

    @Option(help: "natural or legal.") var kind: PartyKind
    @Option(help: "Full name.") var name: String
    @Option(help: ArgumentHelp("Number in a trade register, with the register: kvk:68750110.", valueName: "number"))
    var registration: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(
            .POST, "/v1/parties",
            ["kind": .of(kind), "name": .of(name), "registrationNumber": .of(registration)])
        let answer = try await session.change(ask, change)
        let reference = answer.json["reference"]?.text ?? ""
        try session.tell(
            answer, .party, output, "Registered party \(reference) \"\(name)\".", isNew: true,
            next: "registryctl party link \(reference) --outlet OUTLET --role operator --from DAY")
    }
}
