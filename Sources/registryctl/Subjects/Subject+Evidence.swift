import Records

extension Subject {
    /// The files of a record on its card.
    static let evidenceSection = Section(
        heading: "evidence", member: "evidence",
        columns: [
            Column("sha256", "sha256"), Column("mediaType", "type"), Column("bytes", "bytes", .number),
            Column("description", "description"), Column("by", "by"),
            Column("redactedCopy", "redacted", .flag) { $0["redactedCopy"]?.text == nil ? .null : .bool(true) },
            Column("destroyed", "destroyed", .flag) { $0["destroyed"]?.truth == true ? .bool(true) : .null },
        ])

    /// That a file belongs, or belonged, to a record.
    static let attachment = Subject(
        one: "attachment", many: "attachments", command: "evidence", key: "sha256",
        columns: [
            Column("sha256", "sha256"), Column("status", "status", .words), Column("mediaType", "type"),
            Column("bytes", "bytes", .number), Column("description", "description"), Column("attachedBy", "by"),
            Column("redactedCopy", "redacted copy"), Column("destroyed", "destroyed", .flag),
            Column("number", "number", .number, isDetail: true), Column("record", "record", isDetail: true),
            Column("attachedAt", "attached", .time, isDetail: true),
            Column("reason", "detached because", isDetail: true),
            Column("detachedBy", "detached by", isDetail: true),
        ])

    /// An evidence file.
    static let evidence = Subject(
        one: "evidence file", many: "evidence files", command: "evidence", key: "sha256",
        columns: [
            Column("sha256", "sha256"), Column("status", "status", .words), Column("mediaType", "type"),
            Column("bytes", "bytes", .number), Column("receivedBy", "received by"),
            Column("receivedAt", "received", .time), Column("copyOf", "copy of"),
            Column("redactedCopy", "redacted copy"),
            Column("outcome", "outcome", .words), Column("keptUntil", "kept until", .day),
            Column("held", "held", .flag),
        ],
        sections: [
            Section(
                heading: "attachments", member: "attachments",
                columns: [
                    Column("record", "record"), Column("status", "status", .words),
                    Column("description", "description"),
                    Column("by", "by"), Column("at", "at", .time), Column("reason", "because"),
                ]),
            Section(
                heading: "views of the original", member: "views",
                columns: [Column("at", "at", .time), Column("by", "by"), Column("purpose", "purpose")]),
        ])

    /// How long evidence files are kept after an outcome.
    static let evidenceRetention = Subject(
        one: "retention of evidence", many: "retentions of evidence", command: "evidence", key: "outcome",
        columns: [
            Column("outcome", "outcome", .words), Column("months", "months", .number), Column("reason", "reason"),
            Column("setBy", "set by"), Column("setAt", "set", .time),
        ])
}
