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
            #"registryctl recommendation explain C-2026-0290"#,
            #"registryctl recommendation explain C-2026-0290 --recommendation 7"#,
        ])

    @Argument(
        help: "Reference of a case (the recommendation that waits), or number of a recommendation.",
        completion: .references(.caseFile)) var which: String
    @Option(help: ArgumentHelp("The recommendation, where several wait.", valueName: "number")) var recommendation: Int?
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let recommendations = try await choice.readAll(session)
        guard output.form == .auto || output.form == .table else {
            return try session.printer(output).list(recommendations, of: .recommendation)
        }
        let printer = session.printer(output)
        for (place, recommendation) in recommendations.enumerated() {
            let explanation = (recommendation["explanation"]?.items ?? []).compactMap(\.text)
            let lines = (explanation + state(of: recommendation, session)).flatMap { line in
                printer.resolved == .table ? TextWidth.wrapped(line, to: printer.terminal.width, indent: 2) : [line]
            }
            try StandardOutput.write((place > 0 ? "\n" : "") + lines.map { $0 + "\n" }.joined())
        }
        let open = recommendations.filter { !Self.isDecided($0) && end(of: $0) == nil }
        if open.isEmpty { return try await sayWhatInstead(of: recommendations, session) }
        sayNext(open, by: await session.isOfficer() ? "" : "an officer runs ", session)
    }

    private var choice: RecommendationChoice { RecommendationChoice(which, recommendation) }

    private var words: RecommendationWords { RecommendationWords(common.lang) }

    private static func isDecided(_ recommendation: JSONValue) -> Bool { recommendation["decision"] ?? .null != .null }

    /// What was decided about it, why it is not to be decided on any more, and what has changed in its facts.
    private func state(of recommendation: JSONValue, _ session: Session) -> [String] {
        let decision = recommendation["decision"] ?? .null
        let decided =
            decision == .null
            ? nil
            : words.decided(
                decision, isOpen: recommendation["personDecides"]?.truth == true, session.clock)
        let changes = OutdatedAdvice.changes(recommendation)
        let said = decision == .null ? words.outdated(changes) : words.outdatedSinceDecided(changes)
        let outdated = changes.isEmpty ? nil : said
        return [decided, end(of: recommendation), outdated].compactMap { $0 }
    }

    /// Why it is not to be decided on any more; nil when it stands.
    private func end(of recommendation: JSONValue) -> String? {
        if let newer = recommendation["replacedBy"]?.wholeNumber { return words.replaced(by: newer) }
        return recommendation["stands"]?.truth == false ? words.setAside : nil
    }

    /// What can be done with it beside departing: nothing is followed on facts that have changed.
    private static func before(_ recommendation: JSONValue, _ file: String, _ number: String) -> [String] {
        if !OutdatedAdvice.changes(recommendation).isEmpty {
            return [AskAgain.command(file, recommendation["inspection"]?.text ?? "INSPECTION")]
        }
        guard recommendation["personDecides"]?.truth != true else {
            return RecommendationQuestions.commands(recommendation, file, number)
        }
        return ["registryctl recommendation follow \(file)\(number)"]
            + RecommendationQuestions.statements(recommendation, file, number)
    }

    /// None waits for a decision: a newer one may, and else the case says what comes next.
    private func sayWhatInstead(of recommendations: [JSONValue], _ session: Session) async throws {
        if let newer = recommendations.compactMap({ $0["replacedBy"]?.wholeNumber }).first {
            return session.sayNext("registryctl recommendation explain \(newer)")
        }
        let file = recommendations.first?["case"]?.text ?? which.uppercased()
        let answer = try await session.get("/v1/cases/\(file)").json
        if !recommendations.allSatisfy(Self.isDecided) { session.say(words.nothingToDecide) }
        let revoked = AskAgain.revoked(recommendations, answer)
        if !revoked.isEmpty { session.say(words.revoked(revoked)) }
        let roles = await session.roles()
        session.sayNext(OwnNextStep(recommendations: recommendations, file: answer, roles: roles).command)
        guard !revoked.isEmpty, answer["status"]?.text == "open", answer["next"]?["act"]?.text != "recompute",
            let inspection = recommendations.first?["inspection"]?.text
        else { return }
        session.sayNext(
            AskAgain.overAgain(file, inspection, isOfficer: roles?.contains(Role.officer.rawValue) ?? false), "  or")
    }

    /// What can be decided now.
    private func sayNext(_ open: [JSONValue], by whom: String, _ session: Session) {
        session.say(words.personDecides)
        for (place, recommendation) in open.enumerated() {
            let file = recommendation["case"]?.text ?? which.uppercased()
            let isNamed = open.count > 1 || choice.isNamed
            let number = isNamed ? " --recommendation \(recommendation["id"]?.wholeNumber ?? 0)" : ""
            let depart = "registryctl recommendation depart \(file)\(number) --measure MEASURE --reason TEXT"
            let commands = Self.before(recommendation, file, number) + [depart]
            for (alternative, command) in commands.enumerated() {
                session.sayNext(whom + command, place == 0 && alternative == 0 ? "Next" : "  or")
            }
        }
    }
}
