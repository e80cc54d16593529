import Records

extension Subject {
    static let nuisanceReport = Subject(
        one: "nuisance report", many: "nuisance reports", command: "nuisance",
        columns: [
            Column("reference", "reference"), Column("category", "category", .words),
            Column("occurredAt", "occurred", .time), Column("address", "address"),
            Column("outlets", "outlets", .list, compose: outlets), Column("description", "description"),
            Column("longitude", "longitude", .number, isDetail: true),
            Column("latitude", "latitude", .number, isDetail: true),
            Column("status", "status", .words, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("category", "category", .words),
            Column("status", "status", .words),
            Column("occurredAt", "occurred", .time), Column("address", "address"),
            Column("longitude", "longitude"), Column("latitude", "latitude"), Column("description", "description"),
            Column("contact.status", "contact", .words), Column("contact.keptThrough", "contact kept through"),
            Column("receivedBy", "received by"), Column("receivedAt", "received", .time),
        ],
        sections: [
            Section(
                heading: "claims", member: "attributions",
                columns: [
                    Column("outlet", "outlet"), Column("status", "status", .words),
                    Column("distanceMetres", "metres", .number), Column("reason", "reason"),
                ]),
            evidenceSection,
            Section(
                heading: "history", member: "history",
                columns: [
                    Column("act", "act", .words), Column("at", "at", .time), Column("by", "by"),
                    Column("reason", "reason"),
                ]),
        ])

    /// The outlets it is claimed for: a member of its own in lists, in the claims of one report.
    @Sendable private static func outlets(_ report: JSONValue) -> JSONValue {
        report["outlets"] ?? .array((report["attributions"]?.items ?? []).compactMap { $0["outlet"] })
    }
}
