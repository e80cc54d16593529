extension Subject {
    static let caseFile = Subject(
        one: "case", many: "cases", command: "case",
        columns: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("status", "status", .words),
            Column("openedOn", "opened", .day), Column("name", "name"),
            Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("name", "name"),
            Column("status", "status", .words), Column("openedOn", "opened", .day), Column("reason", "reason"),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "inspections", member: "inspections",
                columns: [Column("reference", "reference"), Column("day", "day", .day), Column("failed", "failed", .list)]),
            Section(heading: "recommendations", member: "recommendations", columns: recommendation.columns),
            Section(heading: "decisions", member: "decisions", columns: decision.columns),
            Section(
                heading: "actions", member: "actions",
                columns: [
                    Column("reference", "reference"), Column("kind", "kind", .words),
                    Column("status", "status", .words), Column("startsOn", "from", .day),
                    Column("endsOn", "until", .day), Column("text", "text"),
                ]),
            Section(
                heading: "violations", member: "violations",
                columns: [
                    Column("criterion", "criterion"), Column("status", "status", .words), Column("day", "day", .day),
                ]),
        ])

    static let recommendation = Subject(
        one: "recommendation", many: "recommendations", command: "recommendation", key: "id",
        columns: [
            Column("id", "id", .number), Column("day", "day", .day), Column("inspection", "inspection"),
            Column("pack", "pack"), Column("packVersion", "version"), Column("measure", "measure", .words),
            Column("personDecides", "a person decides"),
        ])

    static let decision = Subject(
        one: "decision", many: "decisions", command: "case", key: "id",
        columns: [
            Column("id", "id", .number), Column("recommendation", "recommendation", .number),
            Column("choice", "choice", .words), Column("measure", "measure", .words), Column("by", "by"),
            Column("recordedAt", "at", .time), Column("reasons", "reasons"),
        ])
}
