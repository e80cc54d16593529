import ArgumentParser
import Policy
import Records

/// Signals about officials.
struct IntegritySignals: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals", abstract: "Work out the signals about officials, with the power of each test.",
        discussion: """
            For the role integrity alone. Each reading is recorded as an act: who read which signals of which days. What comes \
            out is kept nowhere, and nothing follows from it: a signal is a reason to look, never a finding. Beside each p and q \
            stands how likely the test raises somebody who hides four of five, or half; not raised is no proof.
            """)

    static let manual = Manual(
        .reads, .records(.signal),
        examples: [
            #"registryctl integrity signals --from 2026-01-01 --to 2026-06-30"#,
            #"registryctl integrity signals --kind finds-nothing -o json"#,
        ])

    @Option(help: ArgumentHelp("First day; the first of January when left out.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("Last day; today when left out.", valueName: "day")) var to: LocalDate?
    @Option(help: "One signal alone; all when left out.") var kind: SignalKind?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let query = [("from", from?.description), ("to", to?.description), ("kind", kind?.rawValue)]
        let read = try await session.get("/v1/integrity/signals", query).json
        let printer = session.printer(output)
        if printer.resolved == .json { return try printer.one(read, of: .signal) }
        let rows = read["rows"]?.items ?? []
        try printer.list(rows, of: .signal)
        if rows.isEmpty { session.say("Nobody can be compared with anybody in that period.") }
        for part in read["signals"]?.items ?? [] {
            let words = [part["method"]?.text, part["assumption"]?.text, part["remark"]?.text].compactMap { $0 }
            session.say("\(part["kind"]?.text ?? ""): \(words.joined(separator: " "))")
        }
        session.say("Period: \(read["from"]?.text ?? "") to \(read["to"]?.text ?? ""). \(read["caution"]?.text ?? "")")
    }
}
