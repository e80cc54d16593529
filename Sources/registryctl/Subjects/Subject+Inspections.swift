import Records

extension Subject {
    private static let findings = [
        Column("criterion", "criterion"), Column("result", "result", .words), Column("value", "value", .number),
        Column("unit", "unit"), Column("conduct", "conduct", .list), Column("note", "note"),
    ]

    static let inspection = Subject(
        one: "inspection", many: "inspections", command: "inspection",
        columns: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("startedAt", "started", .time),
            Column("kind", "kind", .words), Column("outcome", "outcome", .words),
            Column("failed", "failed", .list, compose: failed),
            Column("inspector", "inspector"), Column("id", "id", isDetail: true),
            Column("day", "day", .day, isDetail: true),
            Column("voided", "voided", .flag, isKept: true, compose: isVoided),
        ],
        card: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("outletName", "name"),
            Column("day", "day", .day),
            Column("startedAt", "started", .time), Column("endedAt", "ended", .time), Column("kind", "kind", .words),
            Column("outcome", "outcome", .words), Column("inspector", "inspector"),
            Column("secondInspector", "second inspector"), Column("note", "note"),
            Column("recordedAt", "recorded", .time), Column("id", "id"), Column("voided.reason", "voided because"),
            Column("voided.by", "voided by"), Column("voided.at", "voided at", .time),
            Column("voided.duplicateOf", "duplicate of"),
            Column("corrections", "corrected because", compose: corrected),
            Column("sameVisit", "likely same visit", compose: sameVisit),
        ],
        sections: [
            Section(
                heading: "findings", member: "findings",
                columns: findings + [
                    Column("corrected", "corrected", .flag) { $0["corrected"]?.truth == true ? .bool(true) : .null }
                ]),
            Section(
                heading: "corrections", member: "corrections",
                columns: [
                    Column("criterion", "criterion"), Column("was", "was") { found($0["was"] ?? .null) },
                    Column("result", "became") { found($0) }, Column("at", "at", .time), Column("by", "by"),
                    Column("note", "note"),
                ]),
            Section(
                heading: "violations", member: "violations",
                columns: [
                    Column("criterion", "criterion"), Column("status", "status", .words), Column("reason", "because"),
                ]),
            Section(
                heading: "recommendations", member: "recommendations",
                columns: [
                    Column("id", "id", .number), Column("case", "case"), Column("pack", "pack"),
                    Column("measure", "measure", .words), Column("personDecides", "a person decides", .flag),
                ]),
            evidenceSection,
        ])

    /// The criteria that were not met: a member of its own in lists, among the findings of one inspection.
    @Sendable private static func failed(_ inspection: JSONValue) -> JSONValue {
        if let failed = inspection["failed"] { return failed }
        let findings = inspection["findings"]?.items ?? []
        return .array(findings.filter { $0["result"]?.text == "fail" }.compactMap { $0["criterion"] })
    }

    /// "fail 6.2 g (knowingly)".
    @Sendable private static func found(_ finding: JSONValue) -> JSONValue {
        let conduct = (finding["conduct"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        let words = [
            finding["result"]?.text?.spoken, Column("value", "", .number).written(finding), finding["unit"]?.text,
            conduct.isEmpty ? nil : "(\(conduct))",
        ]
        return .string(words.compactMap { $0 }.joined(separator: " "))
    }

    /// "J: The identity card was misread.", whole, since a table would cut the reasons.
    @Sendable private static func corrected(_ inspection: JSONValue) -> JSONValue {
        let reasons = (inspection["corrections"]?.items ?? []).map {
            "\($0["criterion"]?.text ?? ""): \($0["reason"]?.text ?? "")"
        }
        return reasons.isEmpty ? .null : .string(reasons.joined(separator: "; "))
    }

    /// "I-2026-0007 by Sanne Bakker".
    @Sendable private static func sameVisit(_ inspection: JSONValue) -> JSONValue {
        guard let other = inspection["sameVisit"]?["reference"]?.text else { return .null }
        return .string("\(other) by \(inspection["sameVisit"]?["inspector"]?.text ?? "the same inspector")")
    }

    /// Truth in lists, an object or null of one inspection; nothing is shown of one that holds.
    @Sendable static func isVoided(_ inspection: JSONValue) -> JSONValue {
        switch inspection["voided"] {
        case .bool(true), .object: .bool(true)
        default: .null
        }
    }

    /// What the server says when an inspection is stored.
    static let loggedInspection = Subject(
        one: "inspection", many: "inspections", command: "inspection",
        columns: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("day", "day", .day),
            Column("case", "case"), Column("recommendation.measure", "recommended", .words),
            Column("recommendation.personDecides", "a person decides", .flag), Column("id", "id", isDetail: true),
        ])
}
