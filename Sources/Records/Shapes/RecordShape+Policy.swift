extension RecordShape {
    package static let policyPackInList = RecordShape(
        "policyPackInList", "A version of a policy pack, in whichever status it is.", packMembers)

    package static let policyPack = RecordShape(
        "policyPack",
        "A version of a policy pack with the report of its last check, and its texts where it is read alone.",
        packMembers + [
            Member("report", .object(reportMembers)).orNull, .texts("ladderCriteria").orNull,
            .whole("judgedOtherwise").orNull, .text("text").orAbsent, .text("examples").orAbsent,
            .objects("conduct", [.text("conduct"), .text("name"), .texts("criteria")]).orAbsent,
        ])

    package static let builtInPack = RecordShape(
        "builtInPack", "A pack that ships with the program; how far its version has come in the authority.",
        [
            .text("id"), .text("version"), .text("title"), .text("language").orNull, .day("rulesFrom").orNull,
            .day("rulesThrough").orNull, .choice("status", of: PackStatus.self).orNull,
        ])

    package static let builtInText = RecordShape(
        "builtInText", "The text of a pack that ships with the program, or of the template, and its examples.",
        [.text("id"), .text("version").orNull, .text("file"), .text("text"), .text("examples").orNull])

    package static let packReport = RecordShape(
        "packReport", "What a check found about one text of a policy pack.", reportMembers)

    package static let consequence = RecordShape(
        "consequence", "A recommendation that counted a violation, as it was and as it would be now.",
        consequenceMembers)

    static let consequenceMembers: [Member] = [
        .whole("recommendation"), .text("case"), .choice("caseStatus", ["open", "closed"]), .text("outlet"),
        .text("inspection"), next,
        .day("day"), .text("pack"), .text("packVersion"), .text("measure").orNull, .text("measureText"),
        .text("measureNow").orNull, .text("measureNowText"),
        .truth("changes"), Member("decision", .open([])).orNull, Member("actions", .list(.open([]))),
    ]

    private static let packMembers: [Member] = [
        .whole("number"), .text("id"), .text("version"), .text("title"), .choice("status", of: PackStatus.self),
        .day("validFrom").orNull, .day("governsUntil").orNull, .day("beginsOn").orNull,
        .day("rulesThrough").orNull, .whole("licenceMaximum").orNull, .text("sha256"), .text("file"),
        .objects("bases", [.text("id"), .text("version"), .text("sha256")]), .truth("passed").orNull,
        .whole("problems").orNull, .whole("choices").orNull, .text("draftedBy"), .time("draftedAt"),
        .text("checkedBy").orNull, .time("checkedAt").orNull, .text("proposedBy").orNull, .time("proposedAt").orNull,
        .text("activatedBy").orNull, .time("activatedAt").orNull, .texts("replaces"), .texts("beside"),
        .text("besideReason").orNull, .day("endProposedDay").orNull, .text("endProposedBy").orNull,
        .time("endProposedAt").orNull, .text("endReason").orNull, .day("endsOn").orNull, .text("endedBy").orNull,
        .time("endedAt").orNull, .text("replacedBy").orNull, .text("reason").orNull, .whole("revision"),
        .time("changedAt"),
    ]

    private static let reportMembers: [Member] = [
        .text("sha256"), .text("pack").orAbsent, .text("version").orAbsent, .whole("examples"),
        .whole("examplesNotRun").orAbsent, .whole("combinations").orAbsent, .objects("problems", remarkMembers),
        .objects("choices", remarkMembers),
    ]

    private static let remarkMembers: [Member] = [
        .text("file"), .text("message"), .text("text"), .whole("line").orAbsent,
    ]
}
