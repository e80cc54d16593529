extension Subject {
    static let party = Subject(
        one: "party", many: "parties", command: "party",
        columns: [
            Column("reference", "reference"), Column("kind", "kind", .words),
            Column("registrationNumber", "registration"), Column("status", "status", .words), Column("name", "name"),
            Column("formerName", "formerly"), Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("name", "name"), Column("kind", "kind", .words),
            Column("registrationNumber", "registration"), Column("status", "status", .words),
            Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "former names", member: "formerNames",
                columns: [
                    Column("name", "name"), Column("from", "from", .time), Column("until", "until", .time),
                ]),
            Section(
                heading: "roles", member: "roles",
                columns: [
                    Column("outlet", "outlet"), Column("role", "role", .words), Column("share", "share", .number),
                    Column("status", "status", .words), Column("validFrom", "from", .day),
                    Column("endsOn", "until", .day),
                ]),
            Section(
                heading: "licences", member: "licences",
                columns: [
                    Column("reference", "reference"), Column("outlet", "outlet"),
                    Column("standing", "standing", .words), Column("validFrom", "from", .day),
                    Column("endsOn", "until", .day),
                ]),
        ])

    static let partyRole = Subject(
        one: "role", many: "roles", command: "party", key: "id",
        columns: [
            Column("id", "id", .number), Column("outlet", "outlet"), Column("party", "party"),
            Column("partyName", "name"), Column("role", "role", .words), Column("share", "share", .number),
            Column("validFrom", "from", .day), Column("endsOn", "until", .day), Column("status", "status", .words),
            Column("reason", "reason"),
        ])
}
