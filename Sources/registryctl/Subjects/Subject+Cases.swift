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
            Column("status", "status", .words), Column("openedOn", "opened", .day), Column("reason", "reason"),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "recommendations", member: "recommendations",
                columns: [
                    Column("id", "id", .number), Column("inspection", "inspection"), Column("day", "day", .day),
                    Column("pack", "pack"), Column("measure", "measure", .words),
                    Column("personDecides", "a person decides", .flag), Column("standing", "standing"),
                ]),
            Section(
                heading: "decisions", member: "decisions",
                columns: [
                    Column("id", "id", .number), Column("recommendation", "recommendation", .number),
                    Column("choice", "choice", .words),
                    Column("measure", "measure", .words), Column("by", "by"), Column("reasons", "reasons"),
                ]),
            Section(
                heading: "actions", member: "actions",
                columns: [
                    Column("reference", "reference"), Column("kind", "kind", .words),
                    Column("status", "status", .words), Column("startsOn", "from", .day),
                    Column("endsOn", "until", .day), Column("proposedBy", "drafted by"),
                    Column("issuedBy", "issued by"),
                ]),
        ])

    static let recommendation = Subject(
        one: "recommendation", many: "recommendations", command: "recommendation", key: "id",
        columns: [
            Column("id", "id", .number), Column("day", "day", .day), Column("inspection", "inspection"),
            Column("packId", "pack"), Column("packVersion", "version"), Column("measure", "measure", .words),
            Column("personDecides", "a person decides", .flag), Column("decision.choice", "decision", .words),
        ])

    static let decision = Subject(
        one: "decision", many: "decisions", command: "case", key: "id",
        columns: [
            Column("id", "id", .number), Column("recommendation", "recommendation", .number),
            Column("choice", "choice", .words), Column("measure", "measure", .words),
            Column("decidedBy", "by"), Column("decidedAt", "at", .time), Column("reasons", "reasons"),
        ])
}
