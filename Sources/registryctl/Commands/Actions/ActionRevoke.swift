import ArgumentParser
import Records

/// An issued action is taken back.
struct ActionRevoke: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take an issued action back. A legal act."
    )

    static let manual = Manual(
        .changes, .records(.action),
        examples: [
            #"registryctl action revoke A-2026-0317 --reason "objection upheld" --confirm A-2026-0317"#
        ])

    @Argument(help: "Reference of the action.", completion: .references(.action)) var action: String
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var version: VersionOptions
    @OptionGroup(title: "Change") var confirm: ConfirmOption
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.action, action)
        try confirm.check(reference, act: "revoke", change)
        let path = "/v1/actions/\(reference)"
        let ask = HTTPAsk(.POST, "\(path)/revoke", ["reason": .of(reason)])
        let answer = try await session.change(
            ask, change, basis: path, version: version.ifVersion, hint: "registryctl action show \(reference)")
        let file = answer.json["followUp"]?["case"]?.text ?? answer.json["case"]?.text
        let again = Self.overAgain(answer, file)
        // A licence is reinstated in any case; to close the case and to do the action over exclude each other.
        let isInstead = answer.json["next"]?["act"]?.text != "reinstate"
        try session.tell(
            answer, .action, output, Self.sentence(reference, answer.json),
            notes: (answer.json["outdated"]?.items ?? []).map { OutdatedAdvice.sentence($0, "the action was revoked") },
            next: file.map { "registryctl case show \($0)" }, or: isInstead ? again : [], and: isInstead ? [] : again)
    }

    /// What was revoked for its form can be done over: then the rules are asked again.
    private static func overAgain(_ answer: HTTPAnswer, _ file: String?) -> [String] {
        guard answer.json["next"]?["act"]?.text != "recompute", let file,
            let inspection = answer.json["recommended"]?["inspection"]?.text
        else { return [] }
        return [AskAgain.overAgain(file, inspection, isOfficer: answer.roles?.contains("officer") ?? false)]
    }

    /// What is revoked, and in which case it is decided what follows.
    private static func sentence(_ reference: String, _ action: JSONValue) -> String {
        let revoked = "Revoked \(reference)."
        guard let own = action["case"]?.text, let file = action["followUp"]?["case"]?.text else { return revoked }
        if file != own {
            return revoked + "\nCase \(own) stays closed, because \(file) is open for the outlet: what follows about "
                + "\(action["recommended"]?["inspection"]?.text ?? "the inspection") is decided in \(file)."
        }
        guard action["followUp"]?["reopened"]?.truth == true else { return revoked }
        return revoked + "\nCase \(own) was closed and is open again."
    }
}
