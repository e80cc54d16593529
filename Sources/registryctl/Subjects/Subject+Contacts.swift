extension Subject {
    /// That somebody asked for a reporter's contact.
    static let unsealing = Subject(
        one: "request for a contact", many: "requests for contacts", command: "contact", key: "number",
        columns: [
            Column("number", "number", .number), Column("report", "report"), Column("status", "status", .words),
            Column("requestedBy", "by"), Column("purpose", "purpose"), Column("case", "case"),
            Column("timesRead", "times read", .number), Column("answeredBy", "answered by"),
            Column("requestedAt", "asked", .time, isDetail: true),
            Column("readableUntil", "readable until", .time, isDetail: true),
        ])

    /// A key to which contacts are sealed.
    static let contactKey = Subject(
        one: "contact key", many: "contact keys", command: "contact key", key: "name",
        columns: [
            Column("name", "name"), Column("status", "status", .words), Column("proposedBy", "proposed by"),
            Column("changedBy", "changed by"), Column("changedAt", "changed", .time),
            Column("publicKey", "public key", isDetail: true),
        ])

    /// How long contacts are kept after an outcome.
    static let contactRetention = Subject(
        one: "retention", many: "retentions", command: "contact", key: "outcome",
        columns: [
            Column("outcome", "outcome", .words), Column("months", "months", .number), Column("reason", "reason"),
            Column("setBy", "set by"), Column("setAt", "set", .time),
        ])
}
