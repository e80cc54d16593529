import Records

/// The rows of an indicator as a table; which columns there are depends on the indicator.
enum FiguresTable {
    /// In this order where they are there; others follow by name.
    private static let order = [
        "indicator", "from", "to", "jurisdiction", "series", "outlet", "criterion", "category", "name", "kind",
        "status", "value", "rate", "lower", "upper", "numerator", "denominator", "notChecked", "outlets", "attempts",
        "notInForce", "unit", "count", "harmDays", "pack", "packVersion", "notWeighted", "method",
    ]

    /// All columns that an indicator may have, for the help.
    static let described = Subject(
        one: "figure", many: "figures", command: "stats", key: "criterion",
        columns: order.map { Column($0, heading($0), texts.contains($0) ? .text : .number) })

    private static let shares: Set<String> = ["value", "rate", "lower", "upper"]

    private static let texts: Set<String> = [
        "indicator", "from", "to", "jurisdiction", "criterion", "name", "kind", "status", "unit", "method",
        "series", "outlet", "category", "pack", "packVersion", "notWeighted",
    ]

    /// For programs; people see the period and the method below the table.
    private static let details: Set<String> = [
        "indicator", "from", "to", "jurisdiction", "designEffect", "effectiveChecks", "obsStatus", "notApplicable",
        "series",
    ]

    /// The rows; in machine forms each carries the indicator, its period and the code of its method. What the method is, is
    /// told once: below a table and in JSON.
    static func rows(_ figures: JSONValue, isForPeople: Bool) -> [JSONValue] {
        let rows = figures["rows"]?.items ?? []
        guard !isForPeople else { return rows }
        return rows.map { row in
            guard case .object(var members) = row else { return row }
            for name in ["indicator", "from", "to"] where members[name] == nil { members[name] = figures[name] }
            if members["method"] == nil { members["method"] = figures["methodCode"] }
            return .object(members)
        }
    }

    /// `obsStatus` reads "obs status".
    private static func heading(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }

    static func subject(_ rows: [JSONValue]) -> Subject {
        var names = Set<String>()
        for case .object(let members) in rows { names.formUnion(members.keys) }
        // A rate of checks is a part of a whole; a rate per outlet-year is none.
        let isShare = rows.contains { $0["criterion"] != nil }
        let sorted = order.filter(names.contains) + names.subtracting(order).sorted()
        let columns = sorted.map { name in
            let isNumber = rows.contains { $0[name]?.double != nil }
            let kind: Column.Kind = !isNumber ? .text : isShare && shares.contains(name) ? .share : .number
            return Column(name, heading(name), kind, isDetail: details.contains(name))
        }
        return Subject(one: "figure", many: "figures", command: "stats", key: "criterion", columns: columns)
    }
}
