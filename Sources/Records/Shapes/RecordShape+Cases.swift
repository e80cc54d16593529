extension RecordShape {
    private static let standing = Member.choice("standing", ["waiting", "decided", "replaced", "moot", "voided"])

    private static let caseMembers: [Member] = [
        .text("reference"), .text("outlet"), .text("outletName").orNull, .choice("status", ["open", "closed"]),
        .day("openedOn"), next, .whole("version"),
    ]

    package static let caseInList = RecordShape(
        "caseInList", "A case as a list shows it.",
        caseMembers + [.whole("recommendations"), .whole("decisions"), .texts("actions")])

    package static let caseFile = RecordShape(
        "case", "One case with its recommendations, decisions, actions, and what comes next.",
        caseMembers + [
            .text("reason").orNull, .text("closedBy").orNull, .time("closedAt").orNull,
            .objects(
                "recommendations",
                [
                    .whole("id"), .text("inspection"), .day("day"), .text("pack"), .text("packVersion"),
                    measure.orNull, .truth("personDecides"),
                    standing, .texts("outdated"), .text("by"), .time("at"),
                ]),
            .objects(
                "decisions",
                [
                    .whole("id"), .whole("recommendation"), choice, measure, measures, .text("reasons").orNull,
                    .text("by"), .time("at"),
                ]),
            .objects(
                "actions",
                [
                    .text("reference"), .whole("decision"), kind, actionStatus, .day("startsOn").orNull,
                    .day("endsOn").orNull, .text("proposedBy"), .text("issuedBy").orNull, .time("issuedAt").orNull,
                ]),
            .objects(
                "history",
                [.choice("act", ["open", "close", "reopen"]), .text("by"), .time("at"), .text("reason").orNull]),
            evidenceOfRecord, .time("changedAt"),
        ])

    private static let choice = Member.choice("choice", of: DecisionChoice.self)
    /// Every kind of action that a decision calls for; none when nothing is done.
    private static let measures = Member.texts("measures")
    private static let kind = Member.choice("kind", of: DecidedMeasure.self)
    private static let actionStatus = Member.choice(
        "status", ["draft", "proposed", "issued", "revoked", "withdrawn"])

    package static let recommendation = RecordShape(
        "recommendation",
        "What a policy pack recommended, with the facts it was given, its trace, and its explanation.",
        [
            .whole("id"), .text("case"), .text("inspection"), .text("outlet"), .day("day"), .text("packId"),
            .text("packVersion"), .text("packSha256"), measure.orNull, .truth("personDecides"),
            Member(
                "facts",
                .open([
                    .day("day"), .text("outlet"),
                    Member("findings", .list(.open([.text("criterion"), .text("result")]))),
                    Member(
                        "history",
                        .list(
                            .open([.text("id"), .text("criterion"), .day("day"), .text("standing"), .text("outlet")]))
                    ),
                ])),
            Member(
                "trace",
                .open([
                    .object("pack", [.text("id"), .text("version"), .text("sha256")]), .day("day"),
                    .truth("personDecides"),
                    Member("lines", .list(.open([.text("criterion"), .truth("personDecides")]))),
                ])),
            .objects(
                "answers",
                [
                    .text("gate"), .text("criterion"), .truth("holds"), .text("reason"), .text("by"), .time("at"),
                ]),
            .objects(
                "stated",
                [
                    .choice("kind", of: StatedFactKind.self), .text("name"), .text("criterion").orNull, .text("value"),
                    .text("reason"), .text("by"), .time("at"), .day("on"),
                ]),
            .object(
                "decision",
                [.whole("id"), choice, measure, measures, .text("reasons").orNull, .text("by"), .time("at")]
            ).orNull,
            .whole("replacedBy").orNull, .truth("stands"), standing, .texts("outdated"), .text("recordedBy"),
            .time("recordedAt"),
            .objects("needs", [.text("name"), .texts("values")]), .texts("explanation"),
            .objects("recomputed", recomputed).orAbsent,
        ])

    /// What asking the rules again has added, with what each takes the place of.
    private static let recomputed: [Member] = [
        .whole("id"), .text("pack"), measure.orNull, .text("text").orNull, .truth("personDecides"),
        .object(
            "replaces",
            [
                .whole("id"), measure.orNull, .text("text").orNull, .truth("personDecides"),
                .object("decision", [.whole("id"), choice, measure, measures, .text("by"), .time("at")]).orNull,
                .objects("actions", [.text("reference"), kind, actionStatus]),
            ]
        ).orNull,
    ]

    package static let decision = RecordShape(
        "decision",
        "The choice about a recommendation. Where the rules leave it to a person, `personDecides` is true, and to `depart` is to "
            + "choose the measure.",
        [
            .whole("id"), .text("case"), .text("outlet"), .whole("recommendation"), choice, measure, measures,
            .text("reasons").orNull, .truth("personDecides"), .text("decidedBy"), .time("decidedAt"), next,
        ])

    private static let actionMembers: [Member] = [
        .text("reference"), .text("case"), .text("outlet"), .text("outletName").orNull, kind, actionStatus,
        .day("startsOn").orNull, .day("endsOn").orNull, .number("amount").orNull, .text("currency").orNull,
        .text("proposedBy"), .time("proposedAt").orNull, .text("issuedBy").orNull, .time("issuedAt").orNull, next,
        .whole("version"),
    ]

    package static let actionInList = RecordShape("actionInList", "An action as a list shows it.", actionMembers)

    package static let action = RecordShape(
        "action",
        "One enforcement action. `recommended.departs` says whether the decision is another one than the rules recommended: it is "
            + "false where they left it to a person (`personDecides`), who then decides with the choice `depart`. `digest` is the SHA-256 of "
            + "exactly what would be issued, or was; whoever issues it sends back the one that was read.",
        actionMembers + [
            .text("text").orNull, .text("digest"),
            .object(
                "decision",
                [
                    .whole("id"), choice, measure, .text("reasons").orNull, .whole("recommendation"), .text("by"),
                    .time("at"),
                ]),
            .object(
                "recommended",
                [
                    .whole("id"), .text("inspection"), .day("day"), .text("pack"), .text("packVersion"),
                    measure.orNull, .text("text").orNull, .truth("personDecides"), .truth("departs"),
                ]),
            .objects(
                "establishes",
                [.whole("id"), .text("criterion"), .day("day"), .day("establishedOn").orNull]),
            .object(
                "revoked",
                [
                    .text("by"), .time("at"), .text("reason"),
                    .objects("annulled", [.whole("id"), .text("criterion"), .day("day"), violationStatus]),
                ]
            ).orNull,
            .objects("returned", [.text("by"), .time("at"), .text("reason")]),
            .objects(
                "beside",
                [
                    .text("reference"), kind, actionStatus, .day("startsOn").orNull, .day("endsOn").orNull,
                    .text("pack"),
                    .day("day"),
                ]),
            .text("reason").orNull, .text("factsChanged").orNull, .time("changedAt"),
            .objects("consequences", consequenceMembers).orAbsent,
            .object("followUp", [.text("case"), .truth("reopened")]).orAbsent, .objects("outdated", outdated).orAbsent,
        ])

    /// The recommendations that wait and don't know what has changed: what an issued action has established, or what was
    /// imported.
    static let outdated: [Member] = [
        .whole("recommendation"), .text("case"), .text("outlet"), .text("inspection"), .day("day"), .text("pack"),
        measure.orNull, .text("text").orNull, .texts("changes"), next,
    ]
}
