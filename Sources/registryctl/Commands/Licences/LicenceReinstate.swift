import ArgumentParser
import Records

/// A suspended licence holds again.
struct LicenceReinstate: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Make a licence hold again: the measure is over, or its action was revoked.",
        discussion: """
            From the first day after a suspension, or after a withdrawal for a term, one officer does it. Before a suspension \
            is over it takes two: the first officer's command proposes it, and the same command of another one does it. Where \
            the action was revoked, it is done by somebody else than who revoked it. A lapse or a transfer that was recorded \
            stays.
            """)

    static let manual = Manual(
        .changes, .records(.licence),
        examples: [
            #"registryctl licence reinstate L-2026-0031 --reason "term of the closure is over""#
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
        let ask = HTTPAsk(.POST, "\(path)/reinstate", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, basis: path, version: version.ifVersion)
        guard answer.json["status"]?.text == "suspended" else {
            return try session.tell(
                answer, .licence, output, "Licence \(reference) is valid again\(Self.end(answer.json)).",
                notes: Self.isSuspendedStill(answer.json) ? WarningText.lines(answer.json) : [],
                next: Self.successor(answer.json) ?? "registryctl licence show \(reference)")
        }
        try session.tell(
            answer, .licence, output,
            "Proposed to reinstate licence \(reference) before its suspension is over. It stays suspended until another officer "
                + "does it.",
            next: "another officer runs registryctl licence reinstate \(reference) --reason TEXT")
    }

    /// Whether the licence that continues it stays suspended until it is reinstated too.
    private static func isSuspendedStill(_ licence: JSONValue) -> Bool {
        licence["warnings"]?.items?.contains { $0["code"]?.text == "successor_stays_suspended" } ?? false
    }

    private static func successor(_ licence: JSONValue) -> String? {
        guard isSuspendedStill(licence), let successor = licence["continuedBy"]?.text else { return nil }
        return "registryctl licence reinstate \(successor) --reason TEXT"
    }

    /// A lapse or a transfer that was recorded stays.
    private static func end(_ licence: JSONValue) -> String {
        guard let status = licence["endsAs"]?.text, let day = licence["endsOn"]?.text else { return "" }
        return status == "lapsed" ? "; it lapses on \(day)" : "; it goes to another holder on \(day)"
    }
}
