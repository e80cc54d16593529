import Records

extension Subject {
    static let historyReport = Subject(
        one: "file", many: "files", command: "import", key: "file",
        columns: [
            Column("file", "file"), Column("form", "form"), Column("read", "read", .number),
            Column("new", "new", .number), Column("known", "known", .number),
            Column("rejected", "rejected", .number), Column("withoutOutlet", "no outlet", .number),
            Column("outlets", "outlets", .number), Column("vanished", "vanished", .number),
            Column("applied", "applied", .flag, isDetail: true),
        ])

    /// A row of the answer of `policy count-steps`.
    static let stepCount = Subject(
        one: "row", many: "rows", command: "policy", key: "pack", columns: StepCountTable.machineColumns)
}
