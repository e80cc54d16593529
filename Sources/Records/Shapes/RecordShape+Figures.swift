extension RecordShape {
    /// An indicator with its rows.
    package static func figures(_ indicator: Indicator) -> RecordShape {
        switch indicator {
        case .outlets:
            figures(indicator, "How many outlets there are.", [.text("kind"), .whole("total"), .whole("active")])
        case .inspectionRate:
            figures(
                indicator, "Inspections per outlet-year.",
                [.text("unit"), .text("method"), .whole("attempts"), .whole("notInForce")] + estimate)
        case .violationRate:
            figures(
                indicator, "How often each criterion was violated among the checks of it.",
                [
                    .text("criterion"), .text("method").orNull, .whole("notChecked"), .whole("notApplicable"),
                    .whole("outlets"), .number("designEffect").orNull, .number("effectiveChecks").orNull,
                ] + estimate)
        case .harm:
            figures(
                indicator, "How heavily what happened weighs, in two series that are never added.", harm,
                [.choice("by", of: HarmPart.self), .whole("unconfirmedReports")])
        }
    }

    private static let harm: [Member] = [
        .choice("series", of: HarmSeries.self), .text("outlet").orAbsent, .text("criterion").orAbsent,
        .text("category").orAbsent, .whole("count"), .whole("harmDays").orNull, .text("pack").orNull,
        .text("packVersion").orNull, .text("notWeighted").orNull,
    ]

    private static let estimate: [Member] = [
        .whole("numerator"), .number("denominator"), .number("value").orNull, .number("lower").orNull,
        .number("upper").orNull, .choice("obsStatus", ["A", "U"]),
    ]

    private static func figures(
        _ indicator: Indicator, _ summary: String, _ row: [Member], _ more: [Member] = []
    ) -> RecordShape {
        RecordShape(
            "figures-\(indicator.rawValue)", summary,
            [
                .text("indicator"), .text("method"), .text("methodCode"), .day("from"), .day("to"),
                .objects("rows", [.text("jurisdiction")] + row),
            ] + more)
    }
}
