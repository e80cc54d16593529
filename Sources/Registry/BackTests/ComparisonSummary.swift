import Policy
import Records

/// The sums of a comparison, as its last line.
struct ComparisonSummary {
    let prepared: PreparedComparison
    let comparison: Comparison

    var json: JSONValue {
        [
            "cases": .integer(comparison.cases), "changed": .integer(comparison.changed),
            "outside": .integer(comparison.outside), "from": .string(prepared.history.from.description),
            "to": .string(prepared.history.to.description), "knownOn": .string(prepared.history.knownOn.description),
            "isDayOver": .bool(prepared.isDayOver), "current": Self.name(prepared.current.reference),
            "new": Self.name(prepared.new.reference),
            "warnings": ["new": Self.list(prepared.newWarnings), "current": Self.list(prepared.currentWarnings)],
            "table": .array(table), "sums": .array(sums),
        ]
    }

    private static func list(_ sentences: [String]) -> JSONValue { .array(sentences.map { .string($0) }) }

    private static func name(_ pack: PackReference) -> JSONValue {
        ["id": .string(pack.id), "version": .string(pack.version), "sha256": .string(pack.sha256)]
    }

    /// A row for each pair of outcomes that occurs.
    private var table: [JSONValue] {
        OutcomeKind.allCases.flatMap { from in
            OutcomeKind.allCases.compactMap { to in
                let cell = comparison[from, to]
                guard cell.cases > 0 else { return nil }
                return [
                    "current": .string(from.rawValue), "new": .string(to.rawValue), "cases": .integer(cell.cases),
                    "changed": .integer(cell.changed),
                ]
            }
        }
    }

    /// A row for each part; in every one, so that nobody takes an absent row for a sum.
    private var sums: [JSONValue] {
        Comparison.Part.allCases.map { part in
            let totals = comparison[part]
            var row: [String: JSONValue] = [
                "part": .string(part.rawValue), "cases": .integer(totals.cases), "changed": .integer(totals.changed),
                "current": Self.toll(totals.current), "new": Self.toll(totals.new),
            ]
            row["added"] = part == .exact ? Self.toll(totals.added) : .null
            row["removed"] = part == .exact ? Self.toll(totals.removed) : .null
            return .object(row)
        }
    }

    private static func toll(_ sum: TollSum) -> JSONValue {
        let fines = sum.fines.map { fine -> JSONValue in
            [
                "currency": .string(fine.currency), "leastMinorUnits": .integer(fine.sum.least),
                "mostMinorUnits": .integer(fine.sum.most), "openEnded": .integer(fine.sum.openEnded),
            ]
        }
        return [
            "days": [
                "least": .integer(sum.days.least), "most": .integer(sum.days.most),
                "openEnded": .integer(sum.days.openEnded),
            ], "fines": .array(fines),
        ]
    }
}
