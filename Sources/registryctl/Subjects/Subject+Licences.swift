extension Subject {
    static let licence = Subject(
        one: "licence", many: "licences", command: "licence",
        columns: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("standing", "standing", .words),
            Column("validFrom", "from", .day), Column("endsOn", "until", .day),
            Column("suspendedUntil", "suspended until", .day), Column("holder", "holder"),
            Column("holderName", "name"), Column("status", "recorded as", .words, isDetail: true),
            Column("withdrawnUntil", "withdrawn until", .day, isDetail: true),
            Column("endsAs", "ends as", .words, isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("outlet", "outlet"), Column("holder", "holder"),
            Column("holderName", "name"), Column("standing", "standing", .words),
            Column("status", "recorded as", .words),
            Column("validFrom", "from", .day), Column("endsOn", "until", .day), Column("endsAs", "ends as", .words),
            Column("suspendedUntil", "suspended until", .day), Column("withdrawnUntil", "withdrawn until", .day),
            Column("reinstatementProposedBy", "reinstatement proposed by"),
            Column("reinstatementProposedBecause", "proposed because"),
            Column("reinstatedBy", "reinstated by"), Column("conditions", "conditions", .list),
            Column("action", "rests on"), Column("continues", "continues"),
            Column("continuedBy", "continued by"), Column("reason", "reason"),
            Column("warnings", "notice") { json in
                let texts = (json["warnings"]?.items ?? []).compactMap { $0["text"]?.text }
                return texts.isEmpty ? .null : .string(texts.joined(separator: " "))
            },
            Column("version", "version"),
            Column("changedAt", "changed", .time),
        ])
}
