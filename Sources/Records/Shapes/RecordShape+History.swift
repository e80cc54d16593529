extension RecordShape {
    package static let historyReport = RecordShape(
        "historyReport", "What became of a file of earlier records, or would.",
        [
            .text("file"), .text("form"), .whole("read"), .whole("new"), .whole("known"), .whole("rejected"),
            .whole("proposed"), .whole("withoutOutlet"), .whole("outlets"), .whole("vanished"),
            .objects(
                "vanishedRows",
                [
                    .text("file"), .whole("line"), .choice("record", ["licence", "visit", "violation", "penalty"]),
                    .text("licenceNumber").orNull, .day("day").orNull, .text("case").orNull, .text("criterion").orNull,
                    .choice("standing", ["alleged", "established", "set_aside"]).orNull,
                ]),
            .objects("remarks", [.text("code"), .whole("rows"), .text("message")]), .truth("applied"),
            .text("rejects").orNull, .objects("outdated", outdated).orAbsent,
        ])

    package static let stepCounts = RecordShape(
        "stepCounts", "The step of every earlier penalty under some packs, and what was imposed at each step.",
        [
            .whole("penalties"), .whole("counted"), .objects("notCounted", [.text("reason"), .whole("rows")]),
            .objects(
                "steps",
                pack + [
                    .text("window").orNull, .text("step"), .whole("rows"), .whole("fine"), .whole("medianFine").orNull,
                    .whole("suspension"), .whole("withdrawal"), .whole("warning"), .whole("other"),
                ]),
            .objects(
                "agreement",
                pack + [.day("from").orNull, .truth("verified"), .whole("rows"), .whole("agree")]),
            .objects(
                "compared",
                pack + [
                    .text("case"), .day("day"), .text("violation"), .whole("step"), .text("table"), .text("imposed"),
                    .truth("agrees"),
                ]),
            .objects("notCompared", pack + [.text("reason"), .whole("rows")]),
        ])

    private static let pack: [Member] = [.text("pack"), .text("version")]
}
