extension RecordShape {
    private static let outletMembers: [Member] = [
        .text("reference"), .text("name").orNull, .choice("kind", of: OutletKind.self),
        .choice("status", ["active", "closed"]), .text("street"), .text("houseNumber"), .text("houseNumberSuffix"),
        .text("postcode"), .text("locality"), .number("longitude").orNull, .number("latitude").orNull,
        .day("toleratedFrom").orNull, .whole("version"),
    ]

    package static let outletInList = RecordShape("outletInList", "An outlet as a list shows it.", outletMembers)

    package static let outlet = RecordShape(
        "outlet", "Everything about one outlet.",
        outletMembers + [
            .objects("openingHours", [.whole("day"), .text("opens"), .text("closes")]).orNull, .text("source").orNull,
            .objects(
                "roles",
                [
                    .whole("id"), role, .text("party"), .text("name"), .number("share").orNull, .day("validFrom"),
                    .day("endsOn").orNull, .whole("version"),
                ]),
            .objects("formerOperators", [.text("party"), .text("name"), .day("validFrom"), .day("endsOn").orNull]),
            .object("licence", licenceOfOutlet).orNull, .object("nextLicence", licenceOfOutlet).orNull,
            .object(
                "withdrawnLicence", [.text("reference"), .day("withdrawnFrom"), .day("withdrawnUntil").orNull]
            ).orNull,
            .objects(
                "running",
                [.text("action"), .choice("kind", of: DecidedMeasure.self), .day("startsOn"), .day("endsOn").orNull]),
            .text("openCase").orNull,
            .objects(
                "lastInspections",
                [
                    .text("reference"), .uuid("id"), .day("day"), .choice("kind", of: InspectionKind.self),
                    .choice("outcome", of: InspectionOutcome.self), .texts("failed"),
                    .truth("voided"),
                ]),
            .whole("nuisanceReports"), .whole("earlierRecords"),
            .objects(
                "lastEarlierRecords",
                [
                    .day("day"), .text("caseNumber"), .text("criterion"), .text("standing"), .text("measure").orNull,
                ]),
            .time("changedAt"),
        ])

    private static let licenceOfOutlet: [Member] = [
        .text("reference"), licenceStatus, licenceStanding, .day("validFrom"), .day("endsOn").orNull,
        .texts("conditions"),
    ]

    /// What was recorded, and what holds today.
    private static let licenceStatus = Member.choice("status", of: LicenceStatus.self)
    private static let licenceStanding = Member.choice("standing", of: LicenceStanding.self)

    private static let role = Member.choice("role", of: PartyRole.self)

    package static let event = RecordShape(
        "event", "One thing that happened at an outlet.",
        [
            .time("at"), .day("day").orNull, .text("object"), .text("reference").orNull, .text("what"),
            .text("was").orNull, .text("became").orNull, .text("by"),
            .text("reason").orNull,
        ])

    private static let partyMembers: [Member] = [
        .text("reference"), .choice("kind", of: PartyKind.self), .text("name"), .text("registrationNumber").orNull,
        .text("status"), .whole("version"),
    ]

    package static let partyInList = RecordShape(
        "partyInList", "A party as a list shows it; found by a former name alone, with that name.",
        partyMembers + [.text("formerName").orNull])

    package static let party = RecordShape(
        "party", "One party with its roles, its licences and its former names.",
        partyMembers + [
            .objects(
                "roles",
                [
                    .whole("id"), .text("outlet"), role, .number("share").orNull, .day("validFrom"),
                    .day("endsOn").orNull, roleStatus, .whole("version"),
                ]),
            .objects(
                "licences",
                [
                    .text("reference"), .text("outlet"), licenceStatus, licenceStanding, .day("validFrom"),
                    .day("endsOn").orNull,
                ]), .objects("formerNames", [.text("name"), .time("from"), .time("until")]), .time("changedAt"),
        ])

    private static let roleStatus = Member.choice("status", ["current", "ended"])

    package static let partyRole = RecordShape(
        "partyRole", "A party's role at an outlet.",
        [
            .whole("id"), .text("outlet"), .text("party"), .text("partyName"), role, .number("share").orNull,
            .day("validFrom"), .day("endsOn").orNull, roleStatus, .text("reason").orNull, .whole("version"),
        ])

    private static let licenceMembers: [Member] = [
        .text("reference"), .text("outlet"), .text("holder"), .text("holderName"),
        licenceStanding, licenceStatus, .day("validFrom"), .day("endsOn").orNull,
        .day("suspendedUntil").orNull, .day("withdrawnUntil").orNull,
        .choice("endsAs", ["lapsed", "transferred"]).orNull, .whole("version"),
    ]

    package static let licenceInList = RecordShape("licenceInList", "A licence as a list shows it.", licenceMembers)

    package static let licence = RecordShape(
        "licence", "One licence.",
        licenceMembers + [
            .texts("conditions"), .text("reinstatementProposedBy").orNull,
            .text("reinstatementProposedBecause").orNull, .text("reinstatedBy").orNull, .text("action").orNull,
            .text("continues").orNull,
            .text("continuedBy").orNull, .text("reason").orNull,
            .objects("warnings", [.text("code"), .text("party").orNull, .text("text")]), next, .time("changedAt"),
        ])
}
