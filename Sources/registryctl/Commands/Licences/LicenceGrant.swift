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
        let answer = try await grant(ask, place, session)
        let reference = answer.json["reference"]?.text ?? ""
        let end = until.map { "until \($0)" } ?? "without an end"
        try session.tell(
            answer, .licence, output, "Granted licence \(reference) for \(place) from \(from), \(end).",
            next: "registryctl licence show \(reference)")
    }

    /// Sends it; where other licences stand in the way they are named with their days.
    private func grant(_ ask: HTTPAsk, _ place: String, _ session: Session) async throws -> HTTPAnswer {
        do {
            return try await session.change(ask, change, hint: "registryctl licence list --outlet \(place)")
        } catch var failure as Failure where failure.exit == .changed {
            let others = try await session.get("/v1/licences", [("outlet", place)]).json["items"]?.items ?? []
            failure.why += others.filter { ["valid", "suspended"].contains($0["status"]?.text) }.map { other in
                let end = other["endsOn"]?.text.map { "until \($0)" } ?? "without an end"
                return "\(other["reference"]?.text ?? "") holds from \(other["validFrom"]?.text ?? ""), \(end)."
            }
            throw failure
        }
    }
}
