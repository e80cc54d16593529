import Records

extension Operation {
    /// Earlier records of a former system, and what the rules make of them.
    static let history: [Operation] = [
        Operation(
            method: .post, path: "/v1/imports/history", id: "importHistory",
            summary:
                "Compares a file of a former system with the earlier records and, with apply, stores what is new: all "
                + "or nothing.",
            roles: [.officer], success: .record(.historyReport),
            query: [
                .choice("profile", HistoryProfile.allCases.map(\.rawValue), "Which former system it comes from."),
                .text("file", "Name of the file; each record keeps where it came from."),
                .truth("apply", "Do it; otherwise only compare."),
                .truth("acceptRejects", "Leave out the rows that can't be taken."),
                .truth("dryRun", "Does it in full, and takes it back."),
            ], bodyType: "text/csv"),
        Operation(
            method: .get, path: "/v1/step-counts", id: "countSteps",
            summary: "The step of every earlier penalty under each pack, and what was imposed at each step.",
            roles: [.policy, .officer, .reviewer], success: .record(.stepCounts),
            query: [
                .text("packs", "Packs as id@version, with a comma between two."),
                .day("assumedFrom", "A day from which a table is taken to have held whose pack states none."),
            ]),
    ]
}
