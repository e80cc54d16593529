import Records

/// The answer of `policy count-steps` as rows: its parts one below the other.
enum StepCountTable {
    struct Part {
        var heading: String
        var rows: [JSONValue]
        var subject: Subject
        var isUnverified = false
    }

    static func parts(of counts: JSONValue) -> [Part] {
        let (penalties, counted) = (counts["penalties"]?.wholeNumber ?? 0, counts["counted"]?.wholeNumber ?? 0)
        let agreement = rows(counts, "agreement", part: "agreement")
        return [
            Part(
                heading: "What was imposed at each step (\(counted) of \(penalties) rows of the register of penalties)",
                rows: rows(counts, "steps", part: "step"),
                subject: subject(Array(packs + columns[3...4] + amounts))),
            Part(
                heading: "Not counted", rows: rows(counts, "notCounted", part: "not_counted"),
                subject: subject([columns[5], columns[6]])),
            Part(
                heading: "Agreement with the tables", rows: agreement,
                subject: subject(packs + [columns[7], columns[8], columns[6], columns[9]]),
                isUnverified: agreement.contains { $0["verified"]?.truth == false }),
            Part(
                heading: "Compared", rows: rows(counts, "compared", part: "compared"),
                subject: subject(packs + compared)),
            Part(
                heading: "Not compared, and why", rows: rows(counts, "notCompared", part: "not_compared"),
                subject: subject(packs + [columns[5], columns[6]])),
        ]
    }

    /// Every column of every part, once; `part` says which part a row is of.
    static let machineColumns = columns + amounts.dropFirst() + compared.filter { $0.name != "step" }

    private static let columns: [Column] = [
        Column("part", "part"), Column("pack", "pack"), Column("version", "version"), Column("window", "window"),
        Column("step", "step"), Column("reason", "reason"), Column("rows", "rows", .number),
        Column("from", "from", .day), Column("verified", "verified", .flag), Column("agree", "agree", .number),
    ]

    private static let packs = [Column("pack", "pack")]
    private static let amounts = [
        Column("rows", "rows", .number), Column("fine", "fine", .number), Column("medianFine", "median fine", .number),
        Column("suspension", "suspension", .number), Column("withdrawal", "withdrawal", .number),
        Column("warning", "warning", .number), Column("other", "other", .number),
    ]
    private static let compared = [
        Column("case", "case"), Column("day", "day", .day), Column("violation", "violation"), Column("step", "step"),
        Column("table", "the table says"), Column("imposed", "imposed"), Column("agrees", "agrees", .flag),
    ]

    private static func subject(_ columns: [Column]) -> Subject {
        Subject(one: "row", many: "rows", command: "policy", key: "pack", columns: columns)
    }

    private static func rows(_ counts: JSONValue, _ name: String, part: String) -> [JSONValue] {
        (counts[name]?.items ?? []).map { row in
            guard case .object(var members) = row else { return row }
            members["part"] = .string(part)
            return .object(members)
        }
    }
}
