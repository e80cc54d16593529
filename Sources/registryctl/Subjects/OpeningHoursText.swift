import Records

/// Opening hours as they are typed and shown: "Mon-Fri 10:00-22:00, Sat 12:00-01:00".
enum OpeningHoursText {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// The JSON that the server takes.
    /// - Throws: `Failure` for what can't be read, with the part at fault.
    static func json(_ text: String) throws(Failure) -> JSONValue {
        var items: [JSONValue] = []
        for part in text.split(separator: ",") {
            guard let some = intervals(part) else {
                throw Failure(
                    .refused, "not_opening_hours", "\"\(part.drop { $0 == " " })\" can't be read as opening hours.",
                    why: ["They read like \"Mon-Fri 10:00-22:00, Sat 12:00-01:00\"."], at: "--opening-hours")
            }
            items += some
        }
        return .array(items)
    }

    private static func intervals(_ part: Substring) -> [JSONValue]? {
        let words = part.split(separator: " ")
        guard words.count == 2 else { return nil }
        let range = words[0].split(separator: "-").compactMap { word in
            days.firstIndex { $0.lowercased() == word.lowercased() }
        }
        let times = words[1].split(separator: "-").map(String.init)
        guard let first = range.first, let last = range.last, range.count <= 2, first <= last, times.count == 2,
            words[0].split(separator: "-").count == range.count
        else { return nil }
        return (first...last).map { day in
            ["day": .integer(day + 1), "opens": .string(times[0]), "closes": .string(times[1])]
        }
    }

    /// Days with the same hours stand together.
    @Sendable static func shown(_ outlet: JSONValue) -> JSONValue {
        guard let items = outlet["openingHours"]?.items, !items.isEmpty else { return .null }
        var parts: [(first: Int, last: Int, hours: String)] = []
        for item in items {
            guard let day = item["day"]?.wholeNumber, days.indices.contains(day - 1) else { continue }
            let hours = "\(item["opens"]?.text ?? "")-\(item["closes"]?.text ?? "")"
            if let previous = parts.last, previous.hours == hours, previous.last == day - 1 {
                parts[parts.count - 1].last = day
            } else {
                parts.append((day, day, hours))
            }
        }
        return .string(
            parts.map { part in
                let name =
                    part.first == part.last ? days[part.first - 1] : "\(days[part.first - 1])-\(days[part.last - 1])"
                return "\(name) \(part.hours)"
            }.joined(separator: ", "))
    }
}
