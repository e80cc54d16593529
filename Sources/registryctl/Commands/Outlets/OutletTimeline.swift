import ArgumentParser

/// Everything that happened at an outlet.
struct OutletTimeline: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Show what happened at an outlet, newest first.")

    static let manual = Manual(
        .reads, .records(.timeline),
        examples: [
            #"registryctl outlet timeline 0363-042-J"#
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @OptionGroup(title: "Past") var past: PastOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let answer = try await session.get(
            "/v1/outlets/\(try Reference.outlet(outlet))/timeline", try past.query(session.clock),
            hint: "registryctl outlet list")
        let (printer, events) = (session.printer(output), answer.json["items"]?.items ?? [])
        try session.tellPast(answer.json, printer)
        try printer.list(events, of: .timeline)
        guard printer.resolved == .table else { return }
        var named: [String] = []
        for line in events.compactMap(Subject.partyNamed) where !named.contains(line) { named.append(line) }
        for line in events.compactMap(Subject.correction) + named {
            try StandardOutput.write(
                TextWidth.wrapped(line, to: printer.terminal.width, indent: 2).map { $0 + "\n" }.joined())
        }
    }
}
