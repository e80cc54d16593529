extension Subject {
    static let person = Subject(
        one: "person", many: "people", command: "people", key: "id",
        columns: [
            Column("id", "id", .number), Column("name", "name"), Column("status", "status", .words),
            Column("logins", "logins", .list), Column("roles", "roles", .list),
            Column("version", "version", .number, isDetail: true),
        ])

    static let deputy = Subject(
        one: "deputyship", many: "deputyships", command: "people", key: "id",
        columns: [
            Column("id", "number", .number), Column("person", "person"), Column("deputy", "deputy"),
            Column("startsOn", "from", .day), Column("endsOn", "until", .day), Column("status", "status", .words),
            Column("countsToday", "counts today", .flag), Column("recordedBy", "recorded by"),
            Column("endedBy", "ended by", isDetail: true), Column("reason", "reason", isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ])

    static let conflict = Subject(
        one: "conflict of interest", many: "conflicts of interest", command: "people", key: "id",
        columns: [
            Column("id", "number", .number), Column("person", "person"), Column("outlet", "outlet"),
            Column("startsOn", "from", .day), Column("status", "status", .words), Column("why", "why", isBelow: true),
            Column("declaredBy", "declared by"), Column("endedBy", "ended by", isDetail: true),
            Column("reason", "reason", isDetail: true), Column("version", "version", .number, isDetail: true),
        ])

    static let token = Subject(
        one: "token", many: "tokens", command: "people", key: "token",
        columns: [
            Column("token", "token"), Column("login", "login"), Column("label", "label"),
            Column("expiresAt", "expires", .time),
        ])

    /// A token as the list of a person's tokens shows it.
    static let issuedToken = Subject(
        one: "issued token", many: "issued tokens", command: "people", key: "id",
        columns: [
            Column("id", "token", .number), Column("label", "label"), Column("status", "status", .words),
            Column("issuedAt", "issued", .time), Column("expiresAt", "expires", .time),
        ])

    /// Who somebody is at the server.
    static let me = Subject(
        one: "account", many: "accounts", command: "whoami", key: "login",
        columns: [
            Column("login", "login"), Column("person", "person"), Column("roles", "roles", .list),
            Column("jurisdiction.code", "jurisdiction"), Column("jurisdiction.name", "name"),
            Column("jurisdiction.timeZone", "time zone"), Column("expiresAt", "signed in until", .time),
        ])

    static let context = Subject(
        one: "context", many: "contexts", command: "context", key: "name",
        columns: [
            Column("current", "current"), Column("name", "name"), Column("server", "server"),
            Column("login", "login"), Column("timeZone", "time zone"),
        ])
}
