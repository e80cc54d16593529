extension RecordShape {
    /// The files of a record, as its card has them.
    static let evidenceOfRecord = Member.objects(
        "evidence",
        [
            .whole("number"), .text("sha256"), mediaType, .whole("bytes"), .text("description").orNull,
            .text("redactedCopy").orNull, .truth("destroyed"), .text("by"), .time("at"),
        ])

    private static let mediaType = Member.choice("mediaType", of: EvidenceType.self)
    private static let attachmentStatus = Member.choice("status", ["attached", "detached"])

    package static let evidence = RecordShape(
        "evidence",
        "An evidence file without its bytes: to what it belongs, its original or its newest redacted copy, how long it is kept, and every "
            + "time that an original was handed out (to who only brings reports in, nothing of the last three).",
        [
            .text("sha256"), mediaType, .whole("bytes"), .choice("status", ["kept", "destroyed"]), .text("receivedBy"),
            .time("receivedAt"), .text("copyOf").orNull, .text("redactedCopy").orNull,
            Member.choice("outcome", of: EvidenceOutcome.self).orNull, .day("keptUntil").orNull, .truth("held"),
            .objects(
                "attachments",
                [
                    .whole("number"), .text("record"), .text("description").orNull, attachmentStatus,
                    .text("reason").orNull, .text("by"), .time("at"),
                ]),
            .objects("views", [.text("purpose"), .text("by"), .time("at")]),
        ])

    package static let evidenceUpload = RecordShape(
        "evidenceUpload", "How much of an evidence file has come from the one who asks, and whether that is all.",
        [.text("sha256"), .whole("offset"), .truth("complete")])

    package static let attachment = RecordShape(
        "attachment", "That a file belongs to a record, or was detached from it.",
        [
            .whole("number"), .text("record"), .text("sha256"), mediaType, .whole("bytes"),
            .text("description").orNull, .text("redactedCopy").orNull, .truth("destroyed"), .text("attachedBy"),
            .time("attachedAt"), attachmentStatus, .text("reason").orNull, .text("detachedBy").orNull,
        ])

    package static let evidenceRetention = RecordShape(
        "evidenceRetention",
        "For how many months evidence files are kept after each outcome of their record; without a reason the number is the program's "
            + "own.",
        [
            .objects(
                "items",
                [
                    .choice("outcome", of: EvidenceOutcome.self), .whole("months"), .text("reason").orNull,
                    .text("setBy").orNull, .time("setAt").orNull,
                ])
        ])
}
