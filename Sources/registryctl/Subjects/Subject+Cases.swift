import Records

extension Subject {
    static let caseFile = Subject(
        one: "case", many: "cases", command: "case",
        columns: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("status", "status", .words),
            Column("openedOn", "opened", .day), Column("next.act", "next", .words), Column("actions", "actions", .list),
            Column("outletName", "name"), Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("outletName", "name"),
            Column("status", "status", .words), Column("openedOn", "opened", .day), Column("closedAt", "closed", .time),
            Column("closedBy", "closed by"), Column("reason", "reason"),
            Column("history", "closed before", compose: closedBefore),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "recommendations", member: "recommendations",
                columns: [
                    Column("id", "id", .number), Column("inspection", "inspection"), Column("day", "day", .day),
                    Column("pack", "pack", isKept: true), Column("measure", "measure", .words, isKept: true),
                    Column("personDecides", "a person decides", .flag),
                    Column("standing", "standing", isKept: true, compose: OutdatedAdvice.standing), Column("by", "by"),
                ]),
            Section(
                heading: "decisions", member: "decisions",
                columns: [
                    Column("id", "id", .number), Column("recommendation", "recommendation", .number),
                    Column("chosen", "choice"),
                    Column("measure", "measure") { .string(DecidedWords.of($0)) }, Column("by", "by"),
                    Column("reasons", "reasons"),
                ], rows: decisions),
            Section(
                heading: "actions", member: "actions",
                columns: [
                    Column("reference", "reference"), Column("kind", "kind", .words),
                    Column("status", "status", .words), Column("startsOn", "from", .day),
                    Column("endsOn", "until", .day), Column("proposedBy", "drafted by"),
                    Column("issuedBy", "issued by"),
                ]),
            evidenceSection,
        ])

    /// "The closure was issued. (Piet de Vries)": why a case was closed that was opened again since.
    @Sendable private static func closedBefore(_ file: JSONValue) -> JSONValue {
        let acts = (file["history"]?.items ?? []).dropLast()
        let reasons = acts.filter { $0["act"]?.text == "close" }.map {
            "\($0["reason"]?.text ?? "") (\($0["by"]?.text ?? ""))"
        }
        return reasons.isEmpty ? .null : .string(reasons.joined(separator: "; "))
    }

    static let recommendation = Subject(
        one: "recommendation", many: "recommendations", command: "recommendation", key: "id",
        columns: [
            Column("id", "id", .number), Column("day", "day", .day), Column("inspection", "inspection"),
            Column("packId", "pack"), Column("packVersion", "version"), Column("measure", "measure", .words),
            Column("personDecides", "a person decides", .flag), Column("decision.choice", "decision", .words),
            Column("standing", "standing", compose: standing),
        ],
        card: [
            Column("id", "id", .number), Column("case", "case"), Column("inspection", "inspection"),
            Column("outlet", "outlet"), Column("day", "day", .day), Column("packId", "pack"),
            Column("packVersion", "version"), Column("measure", "measure", .words),
            Column("trace", "in full", compose: inFull),
            Column("personDecides", "a person decides", .flag),
            Column("decision", "decision", compose: manner),
            Column("decision.measure", "decided measure", compose: decided),
            Column("decision.by", "decided by"), Column("decision.reasons", "reasons"),
            Column("replacedBy", "replaced by", .number), Column("standing", "standing", compose: standing),
            Column("stands", "stands", .flag), Column("outdated", "facts changed", .list),
            Column("answers", "answers") { json in
                let said = answers(json)
                return said.isEmpty ? .null : .string(said.joined(separator: "; "))
            },
            Column("stated", "stated facts") { json in
                let said = stated(json)
                return said.isEmpty ? .null : .string(said.joined(separator: "; "))
            },
        ],
        sections: [
            Section(
                heading: "findings", member: "facts.findings",
                columns: [Column("criterion", "criterion"), Column("result", "result", .words)],
                rows: { $0["facts"]?["findings"]?.items ?? [] }),
            Section(heading: "counted", member: "trace.lines", columns: earlier, rows: { ofLines("counted", $0) }),
            Section(
                heading: "not counted", member: "trace.lines", columns: earlier + [Column("reason", "because", .words)],
                rows: { ofLines("refused", $0) }),
        ])

    /// "a fine of USD 1,000 and suspension of the licence for 3 consecutive days": all that goes together, and of a choice
    /// all there is to choose from.
    @Sendable private static func inFull(_ recommendation: JSONValue) -> JSONValue {
        let trace = recommendation["trace"]
        let options = (trace?["options"]?.items ?? []).map { option in
            (option["measures"]?.items ?? []).compactMap { $0["text"]?.text }.joined(separator: " and ")
        }
        return options.isEmpty ? trace?["measure"]?["text"] ?? .null : .string(options.joined(separator: ", or "))
    }

    /// The decisions of a case, each with its choice in a word as `chosen`.
    @Sendable private static func decisions(_ file: JSONValue) -> [JSONValue] {
        let open = (file["recommendations"]?.items ?? []).filter { $0["personDecides"]?.truth == true }
        return (file["decisions"]?.items ?? []).map { decision in
            guard case .object(var members) = decision else { return decision }
            let isOpen = open.contains { $0["id"] == decision["recommendation"] }
            members["chosen"] = DecidedWords.choice(decision, isOpen: isOpen).map { .string($0) } ?? .null
            return .object(members)
        }
    }

    @Sendable private static func manner(_ recommendation: JSONValue) -> JSONValue {
        let isOpen = recommendation["personDecides"]?.truth == true
        return DecidedWords.manner(recommendation["decision"] ?? .null, isOpen: isOpen).map { .string($0) } ?? .null
    }

    /// "followed", "departed" or, where the rules leave it to a person, "chosen" once it is decided; before that what the server calls it: waiting, replaced, moot, voided.
    @Sendable private static func standing(_ recommendation: JSONValue) -> JSONValue {
        let isOpen = recommendation["personDecides"]?.truth == true
        guard recommendation["standing"]?.text == "decided",
            let choice = DecidedWords.choice(recommendation["decision"] ?? .null, isOpen: isOpen)
        else { return OutdatedAdvice.standing(recommendation) }
        return .string(choice + (OutdatedAdvice.changes(recommendation).isEmpty ? "" : ", facts changed"))
    }

    /// "structural_pattern (O) holds: Seven reports in March (Piet de Vries)", whole, since a table would cut the reasons.
    private static func answers(_ recommendation: JSONValue) -> [String] {
        (recommendation["answers"]?.items ?? []).map { answer in
            let about = "\(answer["gate"]?.text ?? "") (\(answer["criterion"]?.text ?? ""))"
            let holds = answer["holds"]?.truth == true ? "holds" : "does not hold"
            return "\(about) \(holds): \(answer["reason"]?.text ?? "") (\(answer["by"]?.text ?? ""))"
        }
    }

    /// "retail_value: EUR 1200, the invoices of May (Piet de Vries)", as whole.
    private static func stated(_ recommendation: JSONValue) -> [String] {
        (recommendation["stated"]?.items ?? []).map { fact in
            let about = (fact["name"]?.text ?? "") + (fact["criterion"]?.text.map { " (\($0))" } ?? "")
            return "\(about): \(fact["value"]?.text ?? ""), \(fact["reason"]?.text ?? "") (\(fact["by"]?.text ?? ""))"
        }
    }

    @Sendable private static func decided(_ recommendation: JSONValue) -> JSONValue {
        let decision = recommendation["decision"] ?? .null
        return decision == .null ? .null : .string(DecidedWords.of(decision))
    }

    private static let earlier = [
        Column("about", "for"), Column("criterion", "criterion"), Column("day", "day", .day),
        Column("reference", "inspection"),
    ]

    /// The earlier violations under `member` of each line of the trace, with the criterion that the line is about.
    private static func ofLines(_ member: String, _ recommendation: JSONValue) -> [JSONValue] {
        (recommendation["trace"]?["lines"]?.items ?? []).flatMap { line in
            (line[member]?.items ?? []).map { fact in
                guard case .object(var members) = fact else { return fact }
                members["about"] = line["criterion"] ?? .null
                return .object(members)
            }
        }
    }

    static let decision = Subject(
        one: "decision", many: "decisions", command: "case", key: "id",
        columns: [
            Column("id", "id", .number), Column("recommendation", "recommendation", .number),
            Column("choice", "choice", .words), Column("measure", "measure", .words),
            Column("decidedBy", "by"), Column("decidedAt", "at", .time), Column("reasons", "reasons"),
        ])
}
