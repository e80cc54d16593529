import Records

extension Subject {
    static let policyPack = Subject(
        one: "policy pack", many: "policy packs", command: "policy", key: "id",
        columns: [
            Column("id", "pack"), Column("version", "version"), Column("validFrom", "from", .day),
            Column("licenceMaximum", "licences at most", .number), Column("adoptedBy", "adopted by"),
            Column("adoptedAt", "adopted", .time), Column("sha256", "sha256", isDetail: true),
        ])

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
