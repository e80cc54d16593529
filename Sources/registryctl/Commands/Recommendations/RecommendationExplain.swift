import ArgumentParser
import Records

/// Why the rules say what they say.
struct RecommendationExplain: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a recommendation in plain words, with every fact that counted and every one that did not.")

    static let manual = Manual(
        .reads, .records(.recommendation),
        examples: [
            #"registryctl recommendation explain C-2026-0290"#
        ])

    @Argument(
        help: "Reference of a case (its newest recommendation), or number of a recommendation.",
        completion: .references(.caseFile)) var which: String
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let recommendations = try await RecommendationChoice(which).readAll(session)
        guard output.form == .auto || output.form == .table else {
            return try session.printer(output).list(recommendations, of: .recommendation)
        }
        let printer = session.printer(output)
        for (place, recommendation) in recommendations.enumerated() {
            let lines = (recommendation["explanation"]?.items ?? []).compactMap(\.text).flatMap { line in
                printer.resolved == .table ? TextWidth.wrapped(line, to: printer.terminal.width, indent: 2) : [line]
            }
            let end = Self.end(of: recommendation).map { [$0] } ?? []
            try StandardOutput.write((place > 0 ? "\n" : "") + (lines + end).map { $0 + "\n" }.joined())
        }
        let waiting = recommendations.filter { $0["decision"] ?? .null == .null }
        let open = waiting.filter { Self.end(of: $0) == nil }
        if open.isEmpty, let over = waiting.first { return try await sayWhatInstead(of: over, session) }
        sayNext(open, session)
    }

    /// Why it is not to be decided on any more; nil when it stands.
    private static func end(of recommendation: JSONValue) -> String? {
        if let newer = recommendation["replacedBy"]?.wholeNumber {
            return "It no longer stands: recommendation \(newer) has replaced it."
        }
        guard recommendation["stands"]?.truth == false else { return nil }
        return "It no longer stands: every violation that it rests on was set aside since."
    }

    /// The commands that answer the gates which a person has to answer first, each gate once.
    private static func answers(to recommendation: JSONValue, _ file: String, _ number: String) -> [String] {
        var gates: [String] = []
        for gate in (recommendation["trace"]?["lines"]?.items ?? []).compactMap({ $0["openGate"]?.text })
        where !gates.contains(gate) {
            gates.append(gate)
        }
        return gates.flatMap { gate in
            ["yes", "no"].map { "registryctl recommendation answer \(file) \(gate) \($0)\(number) --reason TEXT" }
        }
    }

    private func sayWhatInstead(of recommendation: JSONValue, _ session: Session) async throws {
        if let newer = recommendation["replacedBy"]?.wholeNumber {
            return session.say("Next: registryctl recommendation explain \(newer)")
        }
        let file = recommendation["case"]?.text ?? which.uppercased()
        let answer = try await session.get("/v1/cases/\(file)").json
        session.say("There is nothing to decide here.")
        session.say("Next: \(NextCommand.of(answer) ?? "registryctl case show \(file)")")
    }

    /// What can be decided now; nothing when everything is.
    private func sayNext(_ open: [JSONValue], _ session: Session) {
        guard !open.isEmpty else { return }
        session.say("The rules recommend; a person decides.")
        for (place, recommendation) in open.enumerated() {
            let file = recommendation["case"]?.text ?? which.uppercased()
            let number = open.count > 1 ? " --recommendation \(recommendation["id"]?.wholeNumber ?? 0)" : ""
            let follow = "registryctl recommendation follow \(file)\(number)"
            let depart = "registryctl recommendation depart \(file)\(number) --measure MEASURE --reasons TEXT"
            let commands =
                recommendation["personDecides"]?.truth == true
                ? Self.answers(to: recommendation, file, number) + [depart] : [follow, depart]
            for (alternative, command) in commands.enumerated() {
                session.say(place == 0 && alternative == 0 ? "Next: \(command)" : "  or: \(command)")
            }
        }
    }
}
