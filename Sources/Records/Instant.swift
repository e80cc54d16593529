/// A point in time, to the microsecond, as PostgreSQL's `timestamptz` holds it.
///
/// Written as RFC 3339 in UTC ("2026-11-20T20:40:00Z", a fraction only when it isn't zero); read with any offset.
package struct Instant: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// The instant that an RFC 3339 text names, or nil.
    ///
    /// Years 0001 to 9999 in UTC. Digits of the fraction after the sixth are cut off. Second 60 (a leap second) is
    /// the first second of the next minute, as in PostgreSQL.
    package init?(text: String) {
        var reader = InstantReader(text)
        guard let microseconds = reader.microseconds() else { return nil }
        self.microseconds = microseconds
    }

    package func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + seconds * 1_000_000) }

    /// The minutes that have begun from this instant to a later one; 0 when the other is not later.
    package func begunMinutes(until later: Instant) -> Int64 {
        let length = later.microseconds - microseconds
        return length > 0 ? (length + 59_999_999) / 60_000_000 : 0
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant: CustomStringConvertible {
    package var description: String {
        let (day, time) = Self.divide(microseconds, by: 86_400_000_000)
        let (year, month, dayOfMonth) = Self.civil(daysSince1970: day)
        let (seconds, fraction) = Self.divide(time, by: 1_000_000)
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
        let minutes = seconds / 60
        let clock = "\(Self.padded(minutes / 60, 2)):\(Self.padded(minutes % 60, 2)):\(Self.padded(seconds % 60, 2))"
        guard fraction > 0 else { return "\(date)T\(clock)Z" }
        var digits = Self.padded(fraction, 6)
        while digits.last == "0" { digits.removeLast() }
        return "\(date)T\(clock).\(digits)Z"
    }

    private static func divide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Year, month and day of the proleptic Gregorian calendar. Eras of 400 years start on 1 March, so that the
    /// leap day comes last in its year.
    private static func civil(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = divide(daysSince1970 + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not RFC 3339")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
