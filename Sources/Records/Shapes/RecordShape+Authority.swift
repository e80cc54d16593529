extension RecordShape {
    package static let health = RecordShape(
        "health", "How the service is, and what somebody has to look at although it works.",
        [.choice("status", ["live", "ready"]), .text("warning").orAbsent])

    package static let logStanding = RecordShape(
        "logStanding",
        "How far the log of all acts is behind: `waiting` acts are not in it yet (counted up to 10,000 of an authority), the oldest "
            + "for `oldestSeconds`; a signed head covers the first `signedEntries`, and one that witnesses have signed, too, "
            + "`witnessedEntries`. The log has the state of all tables at `stateHour`, "
            + "and one of `aheadHour`, which has not come yet: the clock was ahead then, or is behind now.",
        [
            .whole("entries"), .whole("signedEntries"), .time("signedAt").orNull, .whole("waiting"),
            .whole("oldestSeconds"), .whole("witnessedEntries"), .time("witnessedAt").orNull, .time("stateHour").orNull,
            .time("aheadHour").orNull,
        ])

    package static let proof = RecordShape(
        "proof",
        "The proof that a record stands in the log of all acts: its row as text; the salt of the entry, which holds "
            + "SHA-256(salt || SHA-256(row)), or SHA-256(row) where there is none; and the place of the entry under a signed head "
            + "(C2SP tlog-proof).",
        [.text("about"), .text("record"), .text("salt").orNull, .text("entry"), .text("proof")])

    package static let document = RecordShape(
        "document", "An OpenAPI document.",
        [
            .text("openapi"), Member("info", .open([.text("title"), .text("version")])), Member("paths", .open([])),
            Member("components", .open([])), Member("servers", .list(.open([]))),
            Member("security", .list(.open([]))),
        ])

    package static let me = RecordShape(
        "me", "Who signed in.",
        [
            .text("person"), .text("login"), Member("roles", roles),
            .object("jurisdiction", [.text("code"), .text("name"), .text("timeZone"), .texts("languages")]),
            .choice("tokenKind", of: TokenKind.self), Member("scopes", roles), .time("expiresAt"),
        ])

    package static let signIn = RecordShape(
        "signIn", "How somebody can sign in.",
        [
            .objects("jurisdictions", [.text("code"), .text("name")]),
            Member("ways", .list(.choice(["browser", "idToken", "credential", "token"]))),
            .object(
                "provider",
                [.text("issuer"), .text("clientId"), .text("deviceAuthorizationEndpoint"), .text("tokenEndpoint")]
            ).orNull,
        ])

    private static let roles = Kind.list(.choice(Role.allCases.map(\.rawValue)))

    package static let duty = RecordShape(
        "duty", "Something that waits for a person.",
        [
            .day("due").orNull, .text("reference"), .text("what"), .text("object"), .text("about").orNull,
            .text("outlet").orNull, .text("from").orNull, .time("since"),
        ])

    package static let jurisdiction = RecordShape(
        "jurisdiction", "An authority.",
        [
            .text("code"), .text("name"), .text("timeZone"), .texts("languages"),
            .object("bounds", [.number("west"), .number("south"), .number("east"), .number("north")]).orNull,
            .whole("version"), .time("changedAt"),
        ])

    package static let person = RecordShape(
        "person",
        "A person with logins, roles, tokens, the sessions that hold, credentials (never their texts), and subjects.",
        [
            .whole("id"), .text("name"), .choice("kind", ["official", "system"]),
            .choice("status", ["active", "left"]),
            .texts("logins"), Member("roles", roles), Member("proposedRoles", roles),
            .objects(
                "tokens",
                [
                    .whole("id"), .choice("kind", of: TokenKind.self), .text("login"), .text("label"),
                    Member("scopes", roles), .text("status"), .time("issuedAt"), .time("expiresAt"),
                    .time("lastUsedAt").orNull,
                ]),
            .objects(
                "credentials",
                [
                    .whole("id"), .text("login"), .choice("status", ["valid", "replaced", "revoked"]),
                    .time("issuedAt"),
                    .time("expiresAt"),
                ]),
            .objects(
                "subjects",
                [
                    .whole("id"), .text("login"), .text("issuer"), .text("subject"),
                    .choice("status", ["bound", "unbound"]),
                ]),
            .whole("version"),
        ])

    package static let deputy = RecordShape(
        "deputy",
        "Who stands in for whom, until the day before `endsOn`. `countsToday` says whether the two are one person today.",
        [
            .whole("id"), .text("person"), .text("deputy"), .day("startsOn"), .day("endsOn"),
            .choice("status", ["standing", "ended"]), .truth("countsToday"), .text("recordedBy"),
            .text("endedBy").orNull,
            .text("reason").orNull, .whole("version"), .time("changedAt"),
        ])

    package static let conflict = RecordShape(
        "conflict", "A conflict of interest: who keeps away from which outlet, from which day on, and why.",
        [
            .whole("id"), .text("person"), .text("outlet"), .text("outletName").orNull, .day("startsOn"), .text("why"),
            .choice("status", ["standing", "ended"]), .text("declaredBy"), .text("endedBy").orNull,
            .text("reason").orNull, .whole("version"), .time("changedAt"),
        ])

    package static let token = RecordShape(
        "token", "An access token, shown once: null when the request is sent again.",
        [
            .whole("id"), .text("login"), .text("label"), Member("scopes", roles), .time("expiresAt"),
            .text("token").orNull, .text("notice").orAbsent,
        ])

    package static let session = RecordShape(
        "session", "What signing in gives: a token that holds for some hours, shown once.",
        [.whole("id"), .text("login"), .text("label"), .time("expiresAt"), .text("token")])

    package static let credential = RecordShape(
        "credential", "A credential to sign in with, shown once: null when the request is sent again.",
        [
            .whole("id"), .text("login"), .time("expiresAt"), .text("credential").orNull, .text("notice").orAbsent,
        ])

    package static let signedOut = RecordShape(
        "signedOut", "The access token that was revoked by signing out with it.",
        [.whole("id"), .text("login"), .text("label"), .choice("status", ["revoked"]), .time("expiresAt")])

    private static let change: [Member] = [.whole("line"), .text("reference"), Member("members", .open([]))]

    package static let importReport = RecordShape(
        "importReport", "What a list changes, or would change; at most 20 items in appeared and changes.",
        [
            .whole("read"), .whole("new"), .whole("changed"), .whole("unchanged"),
            .objects("vanished", [.text("reference"), .text("address")]).orNull, .text("vanishedNotKnown").orNull,
            .objects("moved", [.text("reference"), .text("address"), .day("movedOn")]),
            .whole("rejected"),
            .objects("appeared", [.whole("line"), .text("address")]), .objects("changes", change), .truth("applied"),
            .text("rejects").orNull,
        ])
}
