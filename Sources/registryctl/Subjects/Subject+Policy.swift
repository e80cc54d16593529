import Records

extension Subject {
    static let policyPack = Subject(
        one: "policy pack", many: "policy packs", command: "policy", key: "id",
        columns: [
            Column("id", "pack"), Column("version", "version"), Column("status", "status", .words),
            Column("validFrom", "from", .day), Column("governsUntil", "until", .day),
            Column("endProposedDay", "end proposed for", .day) { waiting($0, "endProposedDay") },
            Column("endProposedBy", "end proposed by") { waiting($0, "endProposedBy") },
            Column("passed", "passed", .flag),
            Column("proposedBy", "proposed by"), Column("activatedBy", "activated by"),
            Column("licenceMaximum", "licences at most", .number, isDetail: true),
            Column("sha256", "sha256", isDetail: true), Column("draftedBy", "drafted by", isDetail: true),
            Column("draftedAt", "drafted", .time, isDetail: true),
            Column("activatedAt", "activated", .time, isDetail: true),
            Column("endsOn", "pack ends", .day, isDetail: true),
            Column("number", "number", .number, isDetail: true),
        ],
        card: [
            Column("id", "pack"), Column("version", "version"), Column("title", "title"),
            Column("status", "status", .words), Column("validFrom", "governs from", .day),
            Column("governsUntil", "governs until", .day), Column("endsOn", "pack ends on", .day),
            Column("replacedBy", "replaced by"),
            Column("beginsOn", "rules begin", .day), Column("rulesThrough", "rules hold through", .day),
            Column("licenceMaximum", "licences at most"),
            Column("bases", "builds on", .list) { json in
                .array((json["bases"]?.items ?? []).map { .string(name(of: $0)) })
            },
            Column("file", "file"), Column("sha256", "sha256"), Column("draftedBy", "drafted by"),
            Column("draftedAt", "drafted", .time), Column("passed", "passed its check", .flag),
            Column("report.examples", "examples", .number), Column("checkedBy", "checked by"),
            Column("checkedAt", "checked", .time), Column("proposedBy", "proposed by"),
            Column("proposedAt", "proposed", .time), Column("activatedBy", "activated by"),
            Column("activatedAt", "activated", .time),
            Column("ladderCriteria", "ladders for", .list), Column("replaces", "replaces", .list),
            Column("beside", "judges beside", .list), Column("besideReason", "because"),
            Column("endProposedDay", "end proposed for", .day), Column("endReason", "reason of the end"),
            Column("endProposedBy", "end proposed by"), Column("endProposedAt", "end proposed", .time),
            Column("endedBy", "end confirmed by"), Column("endedAt", "end confirmed", .time),
            Column("reason", "reason"),
        ],
        sections: [
            Section(
                heading: "conduct that an inspector can state", member: "conduct",
                columns: [Column("conduct", "conduct"), Column("criteria", "criteria", .list), Column("name", "name")])
        ])

    /// What was proposed about an end that nobody has confirmed yet.
    @Sendable private static func waiting(_ pack: JSONValue, _ member: String) -> JSONValue {
        (pack["endsOn"] ?? .null) == .null ? pack[member] ?? .null : .null
    }

    /// A pack that ships with the program.
    static let builtInPack = Subject(
        one: "built-in pack", many: "built-in packs", command: "policy", key: "id",
        columns: [
            Column("id", "pack"), Column("version", "version"), Column("title", "title"),
            Column("rulesFrom", "rules from", .day), Column("rulesThrough", "rules through", .day),
            Column("status", "here", .words), Column("language", "language", isDetail: true),
        ])

    static let packReport = Subject(
        one: "report", many: "reports", command: "policy", key: "sha256",
        columns: [
            Column("sha256", "sha256"), Column("examples", "examples", .number),
            Column("problems", "problems", .list) { texts($0["problems"]) },
            Column("choices", "choices", .list) { texts($0["choices"]) },
        ])

    static let replayed = Subject(
        one: "difference", many: "differences", command: "policy", key: "case",
        columns: [
            Column("case", "case"), Column("inspection", "inspection"),
            Column("recommendation", "recommendation", .number),
            Column("day", "day", .day), Column("pack", "pack"), Column("packVersion", "version"),
            Column("code", "code"),
            Column("pointer", "where"), Column("stored", "stored"), Column("now", "now"), Column("reason", "reason"),
        ])

    static let changedCase = Subject(
        one: "changed case", many: "changed cases", command: "policy", key: "inspection",
        columns: [
            Column("inspection", "inspection"), Column("outlet", "outlet"), Column("day", "day", .day),
            Column("criteria", "criteria", .list), Column("current", "current"), Column("new", "new"),
            Column("currentKind", "current kind", .words), Column("newKind", "new kind", .words),
            Column("currentReason", "why a person decides now"), Column("newReason", "why a person would decide"),
        ])

    @Sendable private static func name(of base: JSONValue) -> String {
        "\(base["id"]?.text ?? "") \(base["version"]?.text ?? "")"
    }

    @Sendable private static func texts(_ remarks: JSONValue?) -> JSONValue {
        .array((remarks?.items ?? []).compactMap { $0["text"] })
    }

    static let importReport = Subject(
        one: "import", many: "imports", command: "import", key: "profile",
        columns: [
            Column("read", "read", .number), Column("new", "new", .number), Column("changed", "changed", .number),
            Column("unchanged", "unchanged", .number),
            Column("vanished", "vanished", .number) { json in
                json["vanished"]?.items.map { .integer($0.count) } ?? json["vanished"] ?? .null
            },
            Column("rejected", "rejected", .number), Column("applied", "applied", .flag),
        ])
}
