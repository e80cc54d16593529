import Records

extension Subject {
    /// One signal about an official, or about two.
    static let signal = Subject(
        one: "signal", many: "signals", command: "integrity", key: "person",
        columns: [
            Column("signal", "signal", isKept: true), Column("person", "person", isKept: true),
            Column("raised", "raised", .flag, isKept: true), Column("n", "n", .number, isKept: true),
            Column("observed", "observed", .number), Column("expected", "expected", .number),
            Column("effect", "effect", .number, isDetail: true), Column("p", "p", .number), Column("q", "q", .number),
            Column("powerOf80", "power at 80 %", .share, isKept: true),
            Column("powerOf50", "power at 50 %", .share, isKept: true),
            Column("words", "in words", isBelow: true), Column("powerWords", "what the power is", isBelow: true),
        ])

    /// How draws and back-checks are made.
    static let integritySetting = Subject(
        one: "integrity setting", many: "integrity settings", command: "integrity", key: "setting",
        columns: [
            Column("setting", "setting", .words), Column("value", "value", .number), Column("reason", "reason"),
            Column("setBy", "set by"), Column("setAt", "set", .time),
        ])

    /// A draw by lot.
    static let draw = Subject(
        one: "draw", many: "draws", command: "draw",
        columns: [
            Column("reference", "draw"), Column("purpose", "for", .words), Column("firstDay", "from", .day),
            Column("lastDay", "to", .day), Column("seats", "seats", .number), Column("status", "status", .words),
            Column("openedBy", "opened by"), Column("replaces", "replaces"), Column("replacedBy", "replaced by"),
            Column("openedAt", "opened", .time, isDetail: true),
        ],
        card: [
            Column("reference", "draw"), Column("purpose", "for", .words), Column("firstDay", "from", .day),
            Column("lastDay", "to", .day), Column("seats", "seats", .number), Column("status", "status", .words),
            Column("absent", "away", .list), Column("openedBy", "opened by"), Column("openedAt", "opened", .time),
            Column("replaces", "replaces"), Column("replacedBy", "replaced by"),
            Column("shownFrom", "inspectors see it from", .time), Column("poolDigest", "digest of the pool"),
            Column("seed", "seed"),
        ],
        sections: [
            Section(
                heading: "drawn", member: "drawn", columns: [Column("slot", "for"), Column("drawn", "drawn", .list)]),
            Section(
                heading: "assigned", member: "assignments",
                columns: [Column("outlet", "outlet"), Column("person", "person"), Column("pseudonym", "pseudonym")]),
            Section(
                heading: "departures", member: "departures",
                columns: [
                    Column("inspection", "inspection"), Column("outlet", "outlet"), Column("inspector", "by"),
                    Column("reason", "reason"), Column("explainedBy", "explained by"),
                ]),
            Section(
                heading: "redraws", member: "redraws",
                columns: [
                    Column("number", "number", .number), Column("status", "status", .words), Column("why", "why"),
                    Column("requestedBy", "asked by"), Column("answeredBy", "answered by"), Column("reason", "reason"),
                ]),
        ])

    /// That somebody was drawn to visit an outlet.
    static let assignment = Subject(
        one: "assignment", many: "assignments", command: "draw", key: "number",
        columns: [
            Column("number", "number", .number), Column("outlet", "outlet"), Column("outletName", "name"),
            Column("person", "person"), Column("firstDay", "from", .day), Column("lastDay", "to", .day),
            Column("status", "status", .words), Column("draw", "draw"),
            Column("shownFrom", "shown from", .time, isDetail: true),
        ])

    /// An inspection that is checked again.
    static let backCheck = Subject(
        one: "back-check", many: "back-checks", command: "integrity", key: "number",
        columns: [
            Column("number", "number", .number), Column("inspection", "inspection"), Column("outlet", "outlet"),
            Column("inspector", "by"), Column("status", "status", .words), Column("checkedBy", "checked by"),
            Column("checker", "whose"), Column("agreement", "agreement", compose: agreement),
            Column("leftOutOf", "left out of", .list), Column("reason", "reason", isBelow: true),
            Column("day", "day", .day, isDetail: true),
            Column("checkedOn", "checked on", .day, isDetail: true), Column("draw", "draw", isDetail: true),
            Column("changedBy", "changed by", isDetail: true),
        ])

    /// "A agree, J differ (pass, then fail)".
    private static let agreement: @Sendable (JSONValue) -> JSONValue = { record in
        let parts = (record["comparison"]?.items ?? []).map { part in
            let criterion = part["criterion"]?.text ?? ""
            guard part["agree"]?.truth != true else { return "\(criterion) agree" }
            return "\(criterion) differ (\(part["first"]?.text ?? ""), then \(part["second"]?.text ?? ""))"
        }
        return parts.isEmpty ? .null : .string(parts.joined(separator: ", "))
    }
}
