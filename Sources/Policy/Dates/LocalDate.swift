/// A calendar day of the jurisdiction, without a time zone (proleptic Gregorian, years 1 to 9999).
///
/// In JSON and in text it is `YYYY-MM-DD`. Arithmetic beyond either end stops at that end, so it never traps.
package struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let daysSince1970: Int

    package static let distantPast = LocalDate(clamping: -719_162)
    package static let distantFuture = LocalDate(clamping: 2_932_896)

    private init(clamping days: Int) {
        daysSince1970 = min(max(days, -719_162), 2_932_896)
    }

    /// The day that many days after (or before) 1970-01-01, or nil outside the years 1 to 9999.
    package init?(daysSince1970 days: Int) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        daysSince1970 = days
    }

    /// The day with these numbers, or nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        daysSince1970 = Self.days(year: year, month: month, day: day)
    }

    package static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var day: Int { civil.day }

    /// Days from this day to `other`; negative when `other` is earlier.
    package func days(until other: LocalDate) -> Int {
        other.daysSince1970 - daysSince1970
    }

    package func adding(days: Int) -> LocalDate {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        return overflow ? (days < 0 ? .distantPast : .distantFuture) : LocalDate(clamping: sum)
    }

    /// The same day number that many months on, or the last day of that month when it is shorter.
    package func adding(months: Int) -> LocalDate {
        guard abs(months) <= 12 * 9999 else { return months < 0 ? .distantPast : .distantFuture }
        let (year, month, day) = civil
        let count = year * 12 + (month - 1) + months
        guard count >= 12 else { return .distantPast }
        guard count < 12 * 10_000 else { return .distantFuture }
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        let newDay = min(day, Self.length(ofMonth: newMonth, year: newYear))
        return LocalDate(clamping: Self.days(year: newYear, month: newMonth, day: newDay))
    }

    /// The same day that many years on; 29 February becomes 28 February in a common year.
    package func adding(years: Int) -> LocalDate {
        guard abs(years) <= 9999 else { return years < 0 ? .distantPast : .distantFuture }
        return adding(months: years * 12)
    }
}

extension LocalDate {
    /// Year, month and day. Source of the arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
