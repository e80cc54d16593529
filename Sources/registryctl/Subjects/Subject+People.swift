extension Subject {
    static let person = Subject(
        one: "person", many: "people", command: "people", key: "id",
        columns: [
            Column("id", "id", .number), Column("name", "name"), Column("status", "status", .words),
            Column("logins", "logins", .list), Column("roles", "roles", .list),
            Column("proposedRoles", "proposed roles", .list, isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ])

    static let personRoles = Subject(
        one: "role of a person", many: "roles of persons", command: "people", key: "id",
        columns: [
            Column("id", "id", .number), Column("name", "name"), Column("roles", "roles", .list),
            Column("proposedRoles", "proposed", .list),
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
            Column("scopes", "scopes", .list), Column("expiresAt", "expires", .time),
        ])

    static let credential = Subject(
        one: "credential", many: "credentials", command: "people", key: "credential",
        columns: [
            Column("credential", "credential"), Column("login", "login"), Column("expiresAt", "expires", .time),
        ])

    /// A credential as the list of a person's credentials shows it.
    static let issuedCredential = Subject(
        one: "issued credential", many: "issued credentials", command: "people", key: "id",
        columns: [
            Column("id", "credential", .number), Column("login", "login"), Column("status", "status", .words),
            Column("issuedAt", "issued", .time), Column("expiresAt", "expires", .time),
        ])

    /// A token as the list of a person's tokens shows it.
    static let issuedToken = Subject(
        one: "issued token", many: "issued tokens", command: "people", key: "id",
        columns: [
            Column("id", "token", .number), Column("kind", "kind"), Column("label", "label"),
            Column("scopes", "scopes", .list), Column("status", "status", .words),
            Column("expiresAt", "expires", .time), Column("lastUsedAt", "last used", .time),
            Column("issuedAt", "issued", .time),
        ])

    /// A subject of an identity provider that signs in as a person.
    static let boundSubject = Subject(
        one: "bound subject", many: "bound subjects", command: "people", key: "id",
        columns: [
            Column("id", "number", .number), Column("login", "login"), Column("issuer", "issuer"),
            Column("subject", "subject"), Column("status", "status", .words),
        ])

    /// Who somebody is at the server.
    static let me = Subject(
        one: "account", many: "accounts", command: "whoami", key: "login",
        columns: [
            Column("login", "login"), Column("person", "person"), Column("roles", "roles", .list),
            Column("jurisdiction.code", "jurisdiction"), Column("jurisdiction.name", "name"),
            Column("jurisdiction.timeZone", "time zone"), Column("tokenKind", "signed in with"),
            Column("scopes", "scopes", .list), Column("expiresAt", "signed in until", .time),
        ])

    static let context = Subject(
        one: "context", many: "contexts", command: "context", key: "name",
        columns: [
            Column("current", "current"), Column("name", "name"), Column("server", "server"),
            Column("login", "login"), Column("timeZone", "time zone"),
        ])
}
