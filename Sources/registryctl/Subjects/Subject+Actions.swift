import Records

extension Subject {
    static let action = Subject(
        one: "action", many: "actions", command: "action",
        columns: [
            Column("reference", "reference"), Column("status", "status", .words), Column("kind", "kind", .words),
            Column("outlet", "outlet"), Column("case", "case"), Column("startsOn", "from", .day),
            Column("endsOn", "until", .day), Column("proposedBy", "drafted by"),
            Column("issuedBy", "issued by"), Column("outletName", "name"),
            Column("amount", "amount", .number, isDetail: true), Column("currency", "currency", isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("kind", "kind", .words), Column("status", "status", .words),
            Column("outlet", "outlet"), Column("outletName", "name"), Column("case", "case"),
            Column("recommended.text", "recommended") { $0["recommended"].map(recommended) ?? .null },
            Column("recommended.inspection", "about"), Column("decision.choice", "decision", .words),
            Column("recommended.departs", "departs", .flag), Column("decision.by", "decided by"),
            Column("decision.reasons", "reasons"), Column("startsOn", "from", .day),
            Column("endsOn", "until", .day), Column("amount", "amount"), Column("currency", "currency"),
            Column("text", "text"), Column("proposedBy", "drafted by"), Column("proposedAt", "proposed", .time),
            Column("issuedBy", "issued by"), Column("issuedAt", "issued", .time), Column("reason", "reason"),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "establishes", member: "establishes",
                columns: [Column("criterion", "criterion"), Column("day", "day", .day)])
        ])

    /// "closure for 3 months (nl/leeuwarden/j)", "a person decides (nl/dordrecht/o)".
    private static func recommended(_ advice: JSONValue) -> JSONValue {
        let outcome = advice["text"]?.text ?? advice["measure"]?.text?.spokenMeasure ?? "a person decides"
        return .string(outcome + (advice["pack"]?.text.map { " (\($0))" } ?? ""))
    }
}
