import Policy
import Records

/// Days and times as people write them: close ones by name, the others in full.
struct PeopleDates: Sendable {
    var clock: LocalClock
    /// For what may be kept, such as the card of an act: each day in full, with its year.
    var areKept = false

    /// "today", "tomorrow", "yesterday", "Wed 9 Dec" within the next 7 days of this year, else "2026-12-09".
    func day(_ day: LocalDate) -> String {
        guard !areKept else { return day.description }
        switch clock.today.days(until: day) {
        case 0: return "today"
        case 1: return "tomorrow"
        case -1: return "yesterday"
        case 2...7 where day.year == clock.today.year:
            return "\(Self.weekday(day)) \(day.day) \(Self.months[day.month - 1])"
        default: return day.description
        }
    }

    /// "today 21:40", else "2026-11-20 21:40".
    func time(_ instant: Instant) -> String {
        let (day, time) = clock.parts(of: instant)
        return "\(self.day(day)) \(time)"
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// 1970-01-01 was a Thursday.
    private static func weekday(_ day: LocalDate) -> String {
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        return names[((day.daysSince1970 % 7) + 7) % 7]
    }
}
