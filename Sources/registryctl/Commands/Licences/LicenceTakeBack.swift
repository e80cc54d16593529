import ArgumentParser
import Records

/// What was recorded of a licence and has not taken effect is taken back.
struct LicenceTakeBack: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "take-back",
        abstract: "Take back a grant, a lapse or a transfer until its day is over.",
        discussion: """
            A licence that begins later or today never held then. One whose lapse or transfer is of a later day, or of today, \
            ends as it did before; the licence that would continue it goes with the transfer. All of it stays in the history.
            """)

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence take-back L-2026-0031 --reason "granted for the wrong outlet""#
        ])

    @Argument(help: "Reference of the licence.", completion: .references(.licence)) var licence: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.licence, licence)
        let path = "/v1/licences/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/take-back", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        let end = answer.json["endsOn"]?.text.map { "until \($0)" } ?? "without an end"
        try session.tell(
            answer, .licence, output,
            answer.json["status"]?.text == "taken_back"
                ? "Licence \(reference) is taken back: it never held."
                : "Licence \(reference) holds as before, \(end).",
            next: "registryctl licence show \(reference)")
    }
}
