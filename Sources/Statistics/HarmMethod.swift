import Policy
import Records

/// How the harm index is made.
///
/// After the Cambridge Crime Harm Index: each event weighs the days that are prescribed for a first one, whatever came
/// before it, and what the authority finds by itself is told apart from what citizens report.
/// Source: Sherman, Neyroud and Neyroud, Policing 10 (2016) 171-183, by its abstract and the statement of 2020.
enum HarmMethod {
    static let text = """
        Harm days: each established violation weighs the days that the pack of its day prescribes at the first step \
        (of several options the one that the pack names, of a range the lower end, a month as 30 days), with the pack's \
        own weights for a withdrawal or a closure without an end, a fine, an enforcement order and an incident. A warning, \
        a conversation and a referral weigh 0 days. What no pack weighs, and every violation under a pack without weights, \
        is counted as not weighted, never as 0. Violations that are only alleged or were set aside and records of a former system don't count. \
        Violations and reports are two series: inspectors find what they look for, so they are not to be added. Each \
        confirmed report counts by itself.
        """
}

extension IndicatorReport {
    /// Rows of the violations, then of the reports; none of them adds the two.
    static func harmRows(_ harm: HarmCounts, _ jurisdiction: String) -> [JSONValue] {
        rows(.establishedViolations, harm.violations, harm.part.rawValue, jurisdiction)
            + rows(.confirmedReports, harm.reports, harm.part == .outlet ? "outlet" : "category", jurisdiction)
    }

    /// A row for each part and pack, and one for each reason why something isn't weighted.
    private static func rows(
        _ series: HarmSeries, _ counts: [HarmCount], _ part: String, _ jurisdiction: String
    ) -> [JSONValue] {
        var rows: [HarmRow] = []
        for count in counts {
            let row = HarmRow(count)
            if let place = rows.firstIndex(where: { $0.isLike(row) }) { rows[place].add(row) } else { rows.append(row) }
        }
        return rows.sorted { $0.order < $1.order }.map { row in
            [
                "jurisdiction": .string(jurisdiction), "series": .string(series.rawValue), part: .string(row.of),
                "count": .integer(row.count), "harmDays": row.days.map { .integer($0) } ?? .null,
                "pack": row.pack.map { .string($0.id) } ?? .null,
                "packVersion": row.pack.map { .string($0.version) } ?? .null,
                "notWeighted": row.reason.map { .string($0) } ?? .null,
            ]
        }
    }
}
