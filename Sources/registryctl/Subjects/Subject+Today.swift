extension Subject {
    /// What an officer has to do.
    static let duty = Subject(
        one: "duty", many: "duties", command: "today",
        columns: [
            Column("due", "due", .day), Column("reference", "reference"), Column("what", "what"),
            Column("about", "about", .words, isBelow: true), Column("outlet", "outlet"), Column("from", "from"),
            Column("object", "object", isDetail: true), Column("since", "since", .time, isDetail: true),
        ])
}
