extension OpeningHours {
    /// Reads `openingHours`: a list of `{"day", "opens", "closes"}`; nil when it is absent.
    package static func read(_ fields: inout Fields) -> [OpeningHours]? {
        let isThere = fields.has("openingHours")
        let hours = fields.objects("openingHours", max: 21) { item in
            OpeningHours(
                day: item.integer("day", in: 1...7), opens: item.value("opens", as: ClockTime.self).description,
                closes: item.value("closes", as: ClockTime.self).description)
        }
        guard isThere else { return nil }
        if fields.isGood("openingHours"), let pairs = overlaps(in: hours) {
            fields.note("openingHours", "overlap", "Opening hours overlap: \(pairs).")
        }
        return hours
    }

    /// "Monday 10:00-12:00 and Monday 11:00-13:00", pair by pair; nil when none overlap.
    static func overlaps(in hours: [OpeningHours]) -> String? {
        var pairs: [String] = []
        for (place, one) in hours.enumerated() {
            for other in hours.dropFirst(place + 1) where one.overlaps(other) {
                pairs.append("\(one.words) and \(other.words)")
            }
        }
        return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
    }

    /// What begins on Sunday may end on Monday, so each is also held against the other of the next week.
    private func overlaps(_ other: OpeningHours) -> Bool {
        let (mine, its) = (minutesOfWeek, other.minutesOfWeek)
        return [-Self.week, 0, Self.week].contains { shift in
            mine.overlaps((its.lowerBound + shift)..<(its.upperBound + shift))
        }
    }

    private static let week = 7 * 24 * 60

    private var minutesOfWeek: Range<Int> {
        let (from, to) = (Self.minutes(opens), Self.minutes(closes))
        let start = (day - 1) * 24 * 60 + from
        return start..<(start + (to > from ? to - from : to - from + 24 * 60))
    }

    private static func minutes(_ time: String) -> Int {
        time.split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) }
    }

    private var words: String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return "\(names[day - 1]) \(opens)-\(closes)"
    }
}
