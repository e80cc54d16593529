import Records

extension Subject {
    static let action = Subject(
        one: "action", many: "actions", command: "action",
        columns: [
            Column("reference", "reference"), Column("status", "status", .words), Column("kind", "kind", .words),
            Column("outlet", "outlet"), Column("case", "case"), Column("startsOn", "from", .day),
            Column("endsOn", "until", .day), Column("proposedBy", "drafted by"),
            Column("issuedBy", "issued by"), Column("outletName", "name"),
            Column("amount", "amount", .number, isDetail: true, isMoney: true),
            Column("currency", "currency", isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("kind", "kind", .words), Column("status", "status", .words),
            Column("outlet", "outlet"), Column("outletName", "name"), Column("case", "case"),
            Column("recommended.text", "recommended") { $0["recommended"].map(recommended) ?? .null },
            Column("recommended.inspection", "about"), Column("decision", "decision", compose: decided),
            Column("decision.by", "decided by"),
            Column("decision.reasons", "reasons"), Column("startsOn", "from", .day),
            Column("endsOn", "until", .day), Column("amount", "amount", .number, isMoney: true),
            Column("currency", "currency"),
            Column("text", "text"), Column("digest", "digest"), Column("proposedBy", "drafted by"),
            Column("proposedAt", "proposed", .time),
            Column("issuedBy", "issued by"), Column("issuedAt", "issued", .time),
            Column("returned", "returned", compose: returned),
            Column("reason", "reason") { $0["status"]?.text == "withdrawn" ? $0["reason"] ?? .null : .null },
            Column("factsChanged", "facts changed"), Column("revoked.by", "revoked by"),
            Column("revoked.at", "revoked", .time),
            Column("revoked.reason", "because"),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "establishes", member: "establishes",
                columns: [Column("criterion", "criterion"), Column("day", "day", .day)]),
            Section(
                heading: "annulled with it", member: "revoked.annulled",
                columns: [
                    Column("criterion", "criterion"), Column("day", "day", .day), Column("status", "now", .words),
                ], rows: { $0["revoked"]?["annulled"]?.items ?? [] }),
        ])

    /// "say from which hour (Kemal Yilmaz); its days are over (Kemal Yilmaz)", whole, since a table would cut the reasons.
    @Sendable private static func returned(_ action: JSONValue) -> JSONValue {
        let reasons = (action["returned"]?.items ?? []).map {
            "\($0["reason"]?.text ?? "") (\($0["by"]?.text ?? ""))"
        }
        return reasons.isEmpty ? .null : .string(reasons.joined(separator: "; "))
    }

    /// "departs from what was recommended", and the like.
    @Sendable private static func decided(_ action: JSONValue) -> JSONValue {
        let isOpen = action["recommended"]?["personDecides"]?.truth == true
        return action["decision"].flatMap { DecidedWords.manner($0, isOpen: isOpen) }.map { .string($0) } ?? .null
    }

    /// "closure for 3 months (nl/leeuwarden/j)", "a person decides (nl/dordrecht/o)".
    private static func recommended(_ advice: JSONValue) -> JSONValue {
        let outcome = advice["text"]?.text ?? advice["measure"]?.text?.spokenMeasure ?? "a person decides"
        return .string(outcome + (advice["pack"]?.text.map { " (\($0))" } ?? ""))
    }
}
