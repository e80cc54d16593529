import ArgumentParser
import Policy
import Records

/// Every recommendation once more.
struct PolicyReplay: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Recompute every stored recommendation, and list each that comes out different.",
        discussion:
            "From the stored facts and the text of the pack with the stored hash. Exit code 0: all are identical; 1: some differ."
    )

    static let manual = Manual(
        .reads, .records(.replayed),
        examples: [
            #"registryctl policy replay"#,
            #"registryctl policy replay --from 2026-01-01 --to 2026-06-30 -o jsonl"#,
        ])

    @Option(help: ArgumentHelp("First day of the inspections.", valueName: "day")) var from: LocalDate?
    @Option(help: ArgumentHelp("Last day of the inspections.", valueName: "day")) var to: LocalDate?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let ask = HTTPAsk(.GET, "/v1/replay", [("from", from?.description), ("to", to?.description)])
        var lines = LineSplitter()
        var summary: JSONValue?
        var isFirst = true
        let printer = session.printer(output)
        try await session.client.stream(ask) { piece in
            for line in lines.lines(in: piece) {
                let json = try BoundedJSON.parse(line)
                if json["replayed"] != nil {
                    summary = json
                } else {
                    try show(json, printer, isFirst)
                    isFirst = false
                }
            }
        }
        try conclude(summary, session)
    }

    /// One at a time, however many there are.
    private func show(_ json: JSONValue, _ printer: Printer, _ isFirst: Bool) throws {
        guard [.json, .table].contains(printer.resolved) else {
            return try printer.list([json], of: .replayed, isFirst: isFirst)
        }
        guard printer.resolved == .table else { return try printer.one(json, of: .replayed) }
        let head = "\(json["case"]?.text ?? "") recommendation \(json["recommendation"]?.wholeNumber ?? 0)"
        let sentence = "\(head) about \(json["inspection"]?.text ?? ""): \(json["reason"]?.text ?? "")"
        let wrapped = TextWidth.wrapped(sentence, to: printer.terminal.width, indent: 2)
        try StandardOutput.write(wrapped.map { $0 + "\n" }.joined())
    }

    private func conclude(_ summary: JSONValue?, _ session: Session) throws {
        guard let summary, let replayed = summary["replayed"]?.wholeNumber,
            let differing = summary["differing"]?.wholeNumber
        else {
            throw Failure(
                .unreachable, "answer_cut_short", "the server broke off before the end of the replay.",
                why: ["What was listed so far is not the whole."], attempt: "the same command again")
        }
        let all = replayed == 1 ? "1 recommendation" : "\(replayed) recommendations"
        guard differing == 0 else {
            throw Failure(
                .failed, "replay_differs",
                "\(differing) of \(all) \(differing == 1 ? "does" : "do") not come out as stored.",
                attempt: "registryctl policy show PACK --version VERSION")
        }
        session.say("Replayed \(all): all identical.")
    }
}
