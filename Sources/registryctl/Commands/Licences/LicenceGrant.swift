import ArgumentParser
import Policy
import Records

/// A new licence.
struct LicenceGrant: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Grant a licence for an outlet."
    )

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence grant 0363-042-J --holder P-2026-0012 --from 2026-12-01 --until 2031-12-01 --condition "closed on 27 April""#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(help: "Reference of the party that holds it.", completion: .references(.party)) var holder: String
    @Option(help: ArgumentHelp("First day.", valueName: "day")) var from: LocalDate
    @Option(help: ArgumentHelp("First day on which it no longer holds.", valueName: "day")) var until: LocalDate?
    @Option(help: "A condition; may be repeated.") var condition: [String] = []
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try Reference.outlet(outlet)
        let conditions: JSONValue? = condition.isEmpty ? nil : .array(condition.map(JSONValue.string))
        let ask = HTTPAsk(
            .POST, "/v1/outlets/\(place)/licences",
            [
                "holder": .of(try Reference.of(.party, holder)), "validFrom": .of(from), "endsOn": .of(until),
                "conditions": conditions,
            ])
        let answer = try await session.change(ask, change, hint: "registryctl licence list --outlet \(place)")
        let reference = answer.json["reference"]?.text ?? ""
        let end = until.map { "until \($0)" } ?? "without an end"
        try session.tell(
            answer, .licence, output, "Granted licence \(reference) for \(place) from \(from), \(end).", isNew: true,
            notes: WarningText.lines(answer.json),
            next: "registryctl licence show \(reference)")
    }
}
