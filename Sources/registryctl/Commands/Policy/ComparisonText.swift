import Records

/// The sums of a comparison, for people.
struct ComparisonText {
    private let summary: JSONValue
    private let width: Int

    init(_ summary: JSONValue, width: Int) {
        self.summary = summary
        self.width = width
    }

    var lines: [String] {
        let wrapped = (heading + parts).flatMap { TextWidth.wrapped($0, to: width, indent: 2) }
        let noted = warnings.flatMap { TextWidth.wrapped($0, to: width, indent: 4) }
        return Array(wrapped.prefix(headingLines)) + table + Array(wrapped.dropFirst(headingLines)) + noted
    }

    /// What keeps a side from being proposed, below a sentence that says so.
    private var warnings: [String] {
        ["new", "current"].flatMap { side -> [String] in
            let found = (summary["warnings"]?[side]?.items ?? []).compactMap(\.text)
            guard !found.isEmpty else { return [] }
            let many = found.count == 1 ? "1 problem" : "\(found.count) problems"
            return ["Warning: \(name(side)) has \(many) and can't be proposed as it is:"] + found.map { "  \($0)" }
        }
    }

    private var headingLines: Int {
        heading.reduce(0) { $0 + TextWidth.wrapped($1, to: width, indent: 2).count }
    }

    private var heading: [String] {
        let cases = count("cases", in: summary)
        let changed = count("changed", in: summary)
        let between = "from \(text("from")) to \(text("to")), as known on \(text("knownOn"))"
        var lines = ["\(changed) of \(Self.cases(cases)) \(changed == 1 ? "changes" : "change"), \(between)."]
        lines.append("now is \(name("current")), new is \(name("new")).")
        if summary["isDayOver"]?.truth == false {
            lines.append("That day is not over: what is recorded later today will count too.")
        }
        let outside = count("outside", in: summary)
        if outside > 0 { lines.append("\(Self.cases(outside)) more: neither pack knows what failed.") }
        return lines
    }

    /// From which outcome to which.
    private var table: [String] {
        let rows = (summary["table"]?.items ?? []).map { row in
            [
                row["current"]?.text?.spoken ?? "", row["new"]?.text?.spoken ?? "", "\(count("cases", in: row))",
                "\(count("changed", in: row))",
            ]
        }
        guard !rows.isEmpty else { return [] }
        let table = TextTable(
            headings: ["NOW", "NEW", "CASES", "CHANGED"], isNumber: [false, false, true, true],
            canBeCut: [false, false, false, false], rows: rows)
        return table.lines(width: width)
    }

    private var parts: [String] {
        (summary["sums"]?.items ?? []).filter { count("cases", in: $0) > 0 }.map { part in
            let cases = Self.cases(count("cases", in: part))
            let (now, new) = (toll(part["current"]), toll(part["new"]))
            switch part["part"]?.text {
            case "exact":
                return "Exact in both (\(cases)): \(now) now, \(new) new; added \(toll(part["added"])), removed "
                    + "\(toll(part["removed"]))."
            case "room":
                return "A choice, a range or no end in one of them (\(cases)): \(now) now, \(new) new."
            default:
                let known = "Where a pack does say it: \(now) now, \(new) new."
                let hasToll = hasToll(part["current"]) || hasToll(part["new"])
                return "A person decides under one of them or both (\(cases)): what that comes to is not known. "
                    + (hasToll ? known : "The other pack takes no days and no fines.")
            }
        }
    }

    private func hasToll(_ sums: JSONValue?) -> Bool {
        let days = sums?["days"] ?? .null
        return count("most", in: days) + count("openEnded", in: days) > 0 || sums?["fines"]?.items?.isEmpty == false
    }

    /// "30 days, EUR 500.00", with both ends where they differ.
    private func toll(_ sums: JSONValue?) -> String {
        let days = sums?["days"] ?? .null
        let (least, most) = (count("least", in: days), count("most", in: days))
        var parts = [least == most ? Self.days(least) : "\(least) to \(Self.days(most))"]
        for fine in sums?["fines"]?.items ?? [] { parts.append(money(fine)) }
        let endless = count("openEnded", in: days)
        if endless > 0 { parts.append("\(endless) without an end") }
        return parts.joined(separator: ", ")
    }

    private func money(_ fine: JSONValue) -> String {
        let (least, most) = (count("leastMinorUnits", in: fine), count("mostMinorUnits", in: fine))
        let amount = least == most ? Self.money(least) : "\(Self.money(least)) to \(Self.money(most))"
        let endless = count("openEnded", in: fine)
        return "\(fine["currency"]?.text ?? "") \(amount)" + (endless > 0 ? " (\(endless) without an upper end)" : "")
    }

    private static func money(_ minorUnits: Int) -> String {
        let cents = minorUnits % 100
        return "\(minorUnits / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    private static func days(_ number: Int) -> String { number == 1 ? "1 day" : "\(number) days" }
    private static func cases(_ number: Int) -> String { number == 1 ? "1 case" : "\(number) cases" }

    private func name(_ side: String) -> String {
        let pack = summary[side] ?? .null
        return "\(pack["id"]?.text ?? "") \(pack["version"]?.text ?? "") (\((pack["sha256"]?.text ?? "").prefix(8)))"
    }

    private func text(_ member: String) -> String { summary[member]?.text ?? "" }
    private func count(_ member: String, in json: JSONValue) -> Int { json[member]?.wholeNumber ?? 0 }
}
