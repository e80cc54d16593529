import Policy

/// A calendar day as year, month and number, moved one day or one month at a time.
struct NaiveDay: Comparable {
    var year: Int
    var month: Int
    var number: Int

    init(_ date: LocalDate) { (year, month, number) = (date.year, date.month, date.day) }

    static func < (one: Self, other: Self) -> Bool {
        (one.year, one.month, one.number) < (other.year, other.month, other.number)
    }

    /// The day that lies a length later (`sign` 1) or earlier (-1); a month that is too short gives its last day.
    func moved(_ length: Length, _ sign: Int) -> NaiveDay {
        var day = self
        switch length.unit {
        case .days: for _ in 0..<length.value { day.step(sign) }
        case .weeks: for _ in 0..<(7 * length.value) { day.step(sign) }
        case .months: for _ in 0..<length.value { day.stepMonth(sign) }
        case .years: for _ in 0..<(12 * length.value) { day.stepMonth(sign) }
        }
        day.number = min(day.number, day.last)
        return day
    }

    mutating func step(_ sign: Int) {
        number += sign
        if number < 1 {
            stepMonth(-1)
            number = last
        } else if number > last {
            stepMonth(1)
            number = 1
        }
    }

    private mutating func stepMonth(_ sign: Int) {
        month += sign
        if month == 0 { (year, month) = (year - 1, 12) }
        if month == 13 { (year, month) = (year + 1, 1) }
    }

    private var last: Int {
        if month == 2 { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28 }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    }
}
