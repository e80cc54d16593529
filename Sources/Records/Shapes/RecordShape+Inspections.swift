extension RecordShape {
    private static let inspectionMembers: [Member] = [
        .uuid("id"), .text("reference"), .text("outlet"), .text("outletName").orNull,
        .choice("kind", of: InspectionKind.self), .choice("outcome", of: InspectionOutcome.self), .day("day"),
        .time("startedAt"), .text("inspector"),
    ]

    package static let inspectionInList = RecordShape(
        "inspectionInList", "An inspection as a list shows it.",
        inspectionMembers + [.texts("failed"), .truth("voided")])

    package static let inspection = RecordShape(
        "inspection",
        "One inspection: findings as they hold now, corrections, violations, recommendations, and whether it is voided.",
        inspectionMembers + [
            .time("endedAt").orNull, .time("deviceTime").orNull, .text("secondInspector").orNull, .text("note").orNull,
            .objects("findings", finding + [.truth("corrected")]),
            .objects(
                "corrections",
                [.whole("id")] + finding + [.object("was", found), .text("reason"), .text("by"), .time("at")]),
            .objects(
                "violations",
                [
                    .whole("id"), .text("criterion"), violationStatus, .day("establishedOn").orNull,
                    .text("reason").orNull,
                ]),
            .objects(
                "recommendations",
                [.whole("id"), .text("case"), .text("pack"), measure.orNull, .truth("personDecides")]),
            .object("voided", [.text("duplicateOf").orNull, .text("reason"), .text("by"), .time("at")]).orNull,
            .object("sameVisit", [.text("reference"), .whole("minutes"), .text("inspector").orNull]).orNull,
            evidenceOfRecord, .time("recordedAt"), .objects("consequences", consequenceMembers).orAbsent,
            .object("effects", effects).orAbsent, next.orAbsent,
        ])

    /// What a correction or a voiding has changed.
    private static let effects: [Member] = [
        .texts("alleged"), .texts("setAside"),
        .objects(
            "recommended",
            [.whole("id"), .text("pack"), measure.orNull, .truth("personDecides"), .whole("replaces").orNull]),
        .objects("moot", [.whole("id"), .text("pack")]), .text("case").orNull, .truth("opened"),
        .truth("caseStands").orNull, .texts("toWithdraw"),
    ]

    static let violationStatus = Member.choice("status", ["alleged", "established", "set_aside"])

    private static let finding: [Member] = [.text("criterion")] + found

    /// What holds for one criterion, or held until it was corrected.
    private static let found: [Member] = [
        .choice("result", of: FindingResult.self), .number("value").orNull, .text("unit").orNull, .text("note").orNull,
        .texts("conduct"),
    ]

    static let measure = Member.choice("measure", of: DecidedMeasure.self)

    private static let advice: [Member] = [
        .whole("id"), .text("pack"), .text("packVersion"), measure.orNull, .truth("personDecides"), .texts("text"),
    ]

    package static let loggedInspection = RecordShape(
        "loggedInspection", "What became of an inspection that was sent: the same when it was sent again.",
        [
            .uuid("id"), .text("reference"), .text("outlet"), .day("day"), .text("case").orNull,
            .object("recommendation", advice).orNull, .objects("furtherRecommendations", advice),
            .objects("violations", [.whole("id"), .text("criterion")]),
            .objects(
                "differences",
                [.text("criterion"), .objects("packs", [.text("pack"), .text("outcome")])]),
            .objects("warnings", [.text("code"), .text("inspection"), .text("text")]), next,
        ])

    /// What comes next, and who can do it: of several decisions that wait, which one an action is drafted for, who may not
    /// close the case or reinstate the licence, who drafted what was returned, on which action and from which day on a
    /// licence is suspended or withdrawn, and about which inspection the rules are asked again.
    static let next = Member.object(
        "next",
        [
            .text("act"), .text("reference"), .choice("role", of: Role.self), .whole("decision").orAbsent,
            .whole("recommendation").orAbsent, .texts("notBy").orAbsent, .text("by").orAbsent, .text("action").orAbsent,
            .day("day").orAbsent, .text("measure").orAbsent, .text("inspection").orAbsent,
        ]
    ).orNull

    private static let nuisanceMembers: [Member] = [
        .uuid("id"), .text("reference"), .choice("category", of: NuisanceCategory.self), .time("occurredAt"),
        .number("longitude").orNull, .number("latitude").orNull, .text("address").orNull, .text("description"),
        .choice("status", ["open", "closed"]).orNull, .time("receivedAt"),
    ]

    private static let contactMembers: [Member] = [
        .choice("status", ["sealed", "held", "to_be_erased", "destroyed"]), .text("contactKey"),
        .choice("outcome", of: ContactOutcome.self), .day("since"), .text("keptThrough"),
        .objects(
            "unsealings",
            [
                .whole("number"), .choice("status", unsealingStatus), .text("purpose"), .text("case").orNull,
                .text("by"), .time("at"), .whole("timesRead"),
            ]),
    ]

    private static let unsealingStatus = ["requested", "granted", "refused"]

    package static let unsealing = RecordShape(
        "unsealing", "That somebody asked for a reporter's contact: for what, who answered, and how often it was read.",
        [
            .whole("number"), .text("report"), .text("case").orNull, .text("purpose"),
            .choice("status", unsealingStatus), .text("requestedBy"), .time("requestedAt"),
            .text("answeredBy").orNull, .time("readableUntil").orNull, .whole("timesRead"),
        ])

    package static let handedContact = RecordShape(
        "handedContact",
        "A contact that only the contact key opens: AES-256-GCM under a key that is wrapped in HPKE, both in base64.",
        [
            .whole("number"), .text("report"), .uuid("reportId"), .text("contactKey"), .text("ciphertext"),
            .text("wrappedKey"),
        ])

    package static let contactKey = RecordShape(
        "contactKey", "A key to which contact data are or were sealed: its public half, as a line of text.",
        [
            .text("name"), .text("publicKey"),
            .choice("status", ["proposed", "active", "superseded", "withdrawn"]), .text("proposedBy"),
            .text("changedBy"), .time("changedAt"), .whole("version"),
        ])

    package static let contactRetention = RecordShape(
        "contactRetention",
        "For how many months contact data are kept after each outcome of a report; without a reason the number is the "
            + "program's own.",
        [
            .objects(
                "items",
                [
                    .choice("outcome", of: ContactOutcome.self), .whole("months"), .text("reason").orNull,
                    .text("setBy").orNull, .time("setAt").orNull,
                ])
        ])

    package static let nuisanceReportInList = RecordShape(
        "nuisanceReportInList", "A nuisance report as a list shows it.", nuisanceMembers + [.texts("outlets")])

    package static let nuisanceReport = RecordShape(
        "nuisanceReport",
        "One nuisance report with its claims, and how it was closed and opened again. What becomes of the sealed "
            + "contact is shown to officers and administrators, the status to everyone but who only brings reports in.",
        nuisanceMembers + [
            .objects("history", [.choice("act", ["close", "reopen"]), .text("by"), .time("at"), .text("reason")]),
            .objects(
                "attributions",
                [
                    .whole("id"), .text("outlet"), .text("status"), .number("distanceMetres").orNull, .text("reason"),
                    .text("by"), .time("at"),
                ]),
            .object("contact", contactMembers).orNull, evidenceOfRecord,
            .text("receivedBy"),
        ])
}
