import ArgumentParser
import Policy
import Records

/// What is due for the person who signed in.
struct Today: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "What is due: decisions, reviews that wait for you, returned drafts.")

    static let manual = Manual(
        .reads, .records(.duty),
        examples: [
            #"registryctl today"#
        ])

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    /// The command that answers a redraw or a waiver, whose numbers stand in what they are about: "redraw 3: she has fallen ill",
    /// or that draws a month's back-checks.
    private static func answered(_ duty: JSONValue) -> String? {
        let what = duty["what"]?.text
        if what == "open", let first = LocalDate("\(duty["reference"]?.text ?? "")-01") {
            let last = first.adding(months: 1).adding(days: -1)
            return "registryctl draw open --back-checks --from \(first) --to \(last)"
        }
        guard what == "answer" else { return nil }
        let number = (duty["about"]?.text ?? "").split(separator: ":").first?.split(separator: " ").last ?? ""
        return switch duty["object"]?.text {
        case "redraw": "registryctl draw decide-redraw \(number) --approve"
        case "back_check": "registryctl integrity decide-waiver \(number) --agree"
        default: nil
        }
    }

    func perform(_ session: Session) async throws {
        let answer = try await session.get("/v1/today")
        let items = answer.json["items"]?.items ?? []
        try session.printer(output).list(items, of: .duty)
        session.sayNext(items.compactMap(Self.answered))
        if items.isEmpty { session.say("Nothing is due.") }
    }
}
