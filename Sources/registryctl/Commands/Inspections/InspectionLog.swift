import ArgumentParser
import Records

/// An inspection that took place.
struct InspectionLog: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Log an inspection with its findings.",
        discussion: """
            The id of the inspection is made here; sending the same inspection twice stores it once. Conduct is named as the \
            rules name it: registryctl policy show PACK lists the names. The Dutch packs name none; the example is one of \
            us/ca/san-luis-obispo.
            """,
        aliases: ["create"])

    static let manual = Manual(
        .changes, .records(.loggedInspection),
        examples: [
            #"registryctl inspection log 0363-042-J --at "2026-11-20 21:40" --fail A --pass H,O --not-checked I"#,
            #"registryctl inspection log 0363-042-J --fail G --value G=6.2g --second h.vos"#,
            #"registryctl inspection log SLO-012-X --fail rules --conduct rules=barred_conduct"#,
            #"registryctl inspection log 0363-042-J --outcome nobody_there"#,
        ])

    @Argument(help: "Reference of the outlet.", completion: .references(.outlet)) var outlet: String
    @Option(
        help: ArgumentHelp("Start: local like \"2026-11-20 21:40\", or RFC 3339. Now, if left out.", valueName: "time"))
    var at: String?
    @Option(help: ArgumentHelp("End; a time alone is of the day of the start.", valueName: "time")) var until: String?
    @Option(help: "unannounced, after_report, announced or re_inspection.") var kind: InspectionKind = .unannounced
    @Option(help: "access, nobody_there or refused.") var outcome: InspectionOutcome = .access
    @OptionGroup(title: "Findings") var findings: FindingOptions
    @Option(help: ArgumentHelp("The other inspector.", valueName: "login")) var second: String?
    @Option(help: "About the inspection as a whole; no names of persons.") var note: String?
    @Option(help: ArgumentHelp("Id of an inspection that was sent before.", valueName: "uuid")) var id: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        var slips = Slips()
        let sent = inspection(session.clock, &slips)
        try slips.refuse()
        var ask = HTTPAsk(.PUT, "/v1/inspections/\(sent.id.text)", json: sent.body)
        if change.dryRun { ask.query.append(("dryRun", "true")) }
        let answer: HTTPAnswer
        do {
            answer = try await session.send(ask, ["--id", sent.id.text])
        } catch var failure as Failure {
            failure.typed = sent.typed
            throw failure
        }
        try session.tell(
            answer, .loggedInspection, output, sentence(answer), isNew: answer.status == 201,
            notes: (answer.json["warnings"]?.items ?? []).map { Self.words($0, answer.json) },
            next: "registryctl outlet show \(sent.place)")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = inspection(clock, &slips)
        return slips
    }

    /// What is sent, as far as the words can be read; what is wrong with them is noted. Times that were not given come from
    /// the id, so that the same command with the same id has the same content.
    private func inspection(_ clock: LocalClock, _ slips: inout Slips) -> (
        place: String, id: ClientUUID, body: JSONValue, typed: [String: String]
    ) {
        let place = slips.value { () throws(Failure) in try Reference.outlet(outlet) } ?? ""
        let id =
            self.id.flatMap { text in slips.value { () throws(Failure) in try ClientUUID(text) } }
            ?? .new(at: clock.now)
        let given = at.map { text in
            slips.value { () throws(Failure) in try clock.instant(text, for: "--at") }
        }
        let start: Instant? = given ?? id.instant
        let end = until.flatMap { text in
            slips.value { () throws(Failure) in
                guard let start else { return try clock.instant(text, for: "--until") }
                return try clock.end(text, of: start, for: "--until")
            }
        }
        let found = findings.read(&slips)
        let body = HTTPAsk.members([
            "outlet": .of(place), "kind": .of(kind), "outcome": .of(outcome), "startedAt": .of(start),
            "endedAt": .of(end), "deviceTime": .of(id.instant), "secondInspector": .of(second), "note": .of(note),
            "findings": found.json,
        ])
        return (place, id, body, found.typed)
    }

    private func sentence(_ answer: HTTPAnswer) -> String {
        let reference = answer.json["reference"]?.text ?? ""
        if answer.status == 200, !answer.isDryRun { return "Already saved as \(reference); nothing changed." }
        var lines = ["Saved inspection \(reference) of \(answer.json["day"]?.text ?? "")."]
        if let file = answer.json["case"]?.text { lines[0] += " Case \(file) is open." }
        let violations = (answer.json["violations"]?.items ?? []).compactMap { $0["criterion"]?.text }
        if !violations.isEmpty { lines.append("  violations    \(violations.joined(separator: ", ")) (alleged)") }
        for recommendation in Self.recommendations(answer.json) {
            lines.append("  recommended   \(InspectionEffectsText.advice(recommendation))")
        }
        lines += (answer.json["differences"]?.items ?? []).map(Self.words)
        return lines.joined(separator: "\n")
    }

    private static func recommendations(_ answer: JSONValue) -> [JSONValue] {
        guard let first = answer["recommendation"], first != .null else { return [] }
        return [first] + (answer["furtherRecommendations"]?.items ?? [])
    }

    /// "The packs judge J differently: a warning letter (nl/amsterdam/two-step), closure for 3 months (nl/leeuwarden/j)."
    private static func words(_ difference: JSONValue) -> String {
        let outcomes = (difference["packs"]?.items ?? []).map {
            "\($0["outcome"]?.text ?? "") (\($0["pack"]?.text ?? ""))"
        }
        let criterion = difference["criterion"]?.text ?? ""
        return
            "The packs judge \(criterion) differently: \(outcomes.joined(separator: ", ")). A person decides on each."
    }

    private static func words(_ warning: JSONValue, _ answer: JSONValue) -> String {
        let said = WarningText.of(warning)
        guard warning["code"]?.text == "same_visit" else { return said }
        let (own, other) = (answer["reference"]?.text ?? "", warning["inspection"]?.text ?? "")
        return said + " "
            + "If it is the same visit, somebody who was not there runs "
            + "registryctl inspection void \(own) --duplicate-of \(other) --reason TEXT"
    }
}
