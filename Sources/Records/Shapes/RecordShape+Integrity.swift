extension RecordShape {
    package static let personRoles = RecordShape(
        "personRoles", "The roles of a person, and those that wait for another person to confirm them.",
        [.whole("id"), .text("name"), Member("roles", allRoles), Member("proposedRoles", allRoles)])

    private static let allRoles = Kind.list(.choice(Role.allCases.map(\.rawValue)))

    package static let signals = RecordShape(
        "signals",
        "Signals about officials, worked out for this reading: `powerOf80` and `powerOf50` say how likely the test raises somebody "
            + "who does four of five, or half, of what it looks for, with as many cases.",
        [
            .day("from"), .day("to"), .text("caution"),
            .objects(
                "signals",
                [
                    .choice("kind", of: SignalKind.self), .text("question"), .text("method"), .text("assumption"),
                    .text("remark").orNull,
                ]),
            .objects(
                "rows",
                [
                    .choice("signal", of: SignalKind.self), .text("person"), .whole("n"), .whole("observed"),
                    .number("expected").orNull, .number("effect").orNull, .number("p").orNull, .number("q").orNull,
                    .truth("raised"), .number("powerOf80").orNull, .number("powerOf50").orNull, .text("words"),
                    .text("powerWords"),
                ]),
        ])

    package static let integritySettings = RecordShape(
        "integritySettings",
        "How draws and back-checks are made in the authority; without a reason the number is the program's own.",
        [
            .objects(
                "items",
                [
                    .choice("setting", of: IntegritySetting.self), .whole("value"), .text("reason").orNull,
                    .text("setBy").orNull, .time("setAt").orNull,
                ])
        ])

    private static let drawStatus = ["waiting", "drawn", "replaced"]

    package static let drawInList = RecordShape(
        "drawInList", "A draw by lot, as lists show it.",
        [
            .text("reference"), .choice("purpose", of: DrawPurpose.self), .day("firstDay"), .day("lastDay"),
            .whole("seats"), .choice("status", drawStatus), .text("replaces").orNull, .text("replacedBy").orNull,
            .text("openedBy"), .time("openedAt"),
        ])

    package static let draw = RecordShape(
        "draw",
        "A draw by lot: the canonical text of its pool and the digest of that, the signed head of the log that gives the seed, and "
            + "what is drawn, as verify-draw.py reads them; `drawn` is empty while no head covers the pool.",
        [
            .text("reference"), .choice("purpose", of: DrawPurpose.self), .day("firstDay"), .day("lastDay"),
            .texts("outlets"), .whole("seats"), .texts("absent"), .choice("status", drawStatus), .text("pool"),
            .text("poolDigest"), .text("head").orNull, .text("seed").orNull,
            .objects("drawn", [.text("slot"), .texts("drawn")]), .time("shownFrom").orNull,
            .objects("assignments", [.text("outlet"), .text("person"), .text("pseudonym")]),
            .objects(
                "departures",
                [
                    .text("inspection"), .text("outlet"), .text("inspector"), .text("reason").orNull,
                    .text("explainedBy").orNull,
                ]),
            .objects(
                "redraws",
                [
                    .whole("number"), .choice("status", ["requested", "approved", "refused"]), .text("why"),
                    .text("requestedBy"), .text("answeredBy").orNull, .text("reason").orNull,
                ]),
            .text("replaces").orNull, .text("replacedBy").orNull, .text("openedBy"), .time("openedAt"),
        ])

    package static let assignment = RecordShape(
        "assignment", "That somebody was drawn to visit an outlet on some days.",
        [
            .whole("number"), .text("draw"), .text("outlet"), .text("outletName").orNull, .text("person"),
            .day("firstDay"), .day("lastDay"), .time("shownFrom"),
            .choice("status", ["assigned", "visited", "replaced"]),
        ])

    package static let backCheck = RecordShape(
        "backCheck",
        "An inspection that was drawn to be checked again by somebody who is not told, and whether the two agree.",
        [
            .whole("number"), .text("inspection"), .text("outlet"), .day("day"), .text("inspector"), .text("draw"),
            .choice("status", ["due", "done", "waiver_proposed", "waived"]), .text("checkedBy").orNull,
            .day("checkedOn").orNull, .text("checker").orNull,
            .objects(
                "comparison",
                [
                    .text("criterion"), .choice("first", ["pass", "fail"]), .choice("second", ["pass", "fail"]),
                    .truth("agree"),
                ]),
            .texts("leftOutOf"), .text("reason").orNull, .text("changedBy").orNull,
        ])
}
