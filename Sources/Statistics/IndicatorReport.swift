import Records

/// An indicator with its intervals, as the API answers it:
/// `{"indicator", "method", "methodCode", "from", "to", "rows": […]}`, shares and rates rounded to six decimals; the harm index
/// says more. The code names the method where there is no room to tell it, as in each row of a table.
package struct IndicatorReport: Sendable, Equatable {
    package let json: JSONValue

    package init(_ counts: IndicatorCounts) {
        let (indicator, method, rows) = Self.parts(of: counts)
        var members: [String: JSONValue] = [
            "indicator": .string(indicator.rawValue), "method": .string(method),
            "methodCode": .string(indicator.methodCode), "from": .string(counts.from.description),
            "to": .string(counts.to.description), "rows": .array(rows),
        ]
        if case .harm(let harm) = counts.figures {
            members["by"] = .string(harm.part.rawValue)
            members["unconfirmedReports"] = .integer(harm.unconfirmed)
        }
        json = .object(members)
    }

    private static func parts(of counts: IndicatorCounts) -> (Indicator, String, [JSONValue]) {
        switch counts.figures {
        case .outlets(let kinds):
            (.outlets, "Count at the end of the last day.", outletRows(kinds, counts.jurisdiction))
        case .inspectionRate(let exposure):
            (.inspectionRate, RateMethod.text, [rateRow(exposure, counts.jurisdiction)])
        case .violationRate(let criteria):
            (.violationRate, ShareMethod.text, criteria.map { shareRow($0, counts.jurisdiction) })
        case .harm(let harm):
            (.harm, HarmMethod.text, harmRows(harm, counts.jurisdiction))
        }
    }

    private static func outletRows(_ kinds: [OutletCount], _ jurisdiction: String) -> [JSONValue] {
        let all = OutletCount(
            kind: "all", total: kinds.reduce(0) { $0 + $1.total }, active: kinds.reduce(0) { $0 + $1.active })
        return ([all] + kinds).map { count in
            [
                "jurisdiction": .string(jurisdiction), "kind": .string(count.kind), "total": .integer(count.total),
                "active": .integer(count.active),
            ]
        }
    }

    /// Few events or little to count them in: the number is there, but it is not one to lean on (SDMX status U).
    static func status(_ numerator: Int, _ denominator: Double) -> JSONValue {
        numerator < 5 || denominator < 20 ? "U" : "A"
    }

    /// Six decimals; nil is null.
    static func rounded(_ value: Double?) -> JSONValue {
        guard let value else { return .null }
        return .number((value * 1_000_000).rounded() / 1_000_000)
    }
}

extension Indicator {
    /// A word for the method; of shares it is that of most rows, each of which names its own.
    fileprivate var methodCode: String {
        switch self {
        case .outlets: "count"
        case .inspectionRate: "byar"
        case .violationRate: "wilson"
        case .harm: "harm-days"
        }
    }
}
