import Policy
import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads and writes times in the zone of the jurisdiction, by the rules of the system's own zone database.
struct LocalClock: Sendable {
    var now: Instant

    /// The clock of this machine, in the given zone (the machine's own when it is nil).
    ///
    /// The C library keeps one zone per process, so it is set once, before there are other threads that read it.
    static func standard(zone: String?) -> LocalClock {
        if let zone { setenv("TZ", zone, 1) }
        tzset()
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LocalClock(now: Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000))
    }

    var today: LocalDate { parts(of: now).day }

    /// The day and the time of day ("21:40") of an instant.
    func parts(of instant: Instant) -> (day: LocalDate, time: String) {
        var seconds = time_t(instant.microseconds.dividedRoundingDown(by: 1_000_000))
        var fields = tm()
        localtime_r(&seconds, &fields)
        let day = LocalDate(year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))
        return (day ?? .distantPast, Self.twoDigits(fields.tm_hour) + ":" + Self.twoDigits(fields.tm_min))
    }

    /// The instant of a text that is RFC 3339, or a local day and time ("2026-11-20 21:40"), or only a time of `day`, which
    /// is today unless it is given.
    /// - Throws: `Failure` that shows both ways to write it, or says that the hour is skipped or there twice.
    func instant(_ text: String, for option: String, on day: LocalDate? = nil) throws(Failure) -> Instant {
        if let instant = Instant(text: text) { return instant }
        guard let (day, hour, minute, second) = Self.read(text, today: day ?? today) else {
            throw Failure(
                .refused, "not_a_time", "\(option) \"\(text)\" is not a time.",
                why: ["Write it like \"2026-11-20 21:40\" (local) or 2026-11-20T21:40:00+01:00."])
        }
        let candidates = [Int32(0), 1].compactMap { instant(day, hour, minute, second, isSummerTime: $0) }
        let distinct = Set(candidates)
        guard let first = distinct.min() else {
            throw Failure(
                .refused, "time_is_skipped", "\(option) \"\(text)\" does not exist: the clock was put forward then.")
        }
        guard distinct.count == 1 else {
            throw Failure(
                .refused, "time_is_there_twice",
                "\(option) \"\(text)\" was there twice: the clock was put back then.",
                why: ["Say which one: \(distinct.sorted().map(\.description).joined(separator: " or "))."]
            ).offering(distinct.sorted().map { .replacing(text, with: $0.description) })
        }
        return first
    }

    /// The instant of the end of what began at `start`: a time alone is of the day of the start, in this zone.
    /// - Throws: `Failure` as `instant`; and when a time alone would be before the start, with the day after it.
    func end(_ text: String, of start: Instant, for option: String) throws(Failure) -> Instant {
        let day = parts(of: start).day
        let end = try instant(text, for: option, on: day)
        let isTimeAlone = text.allSatisfy { $0.isNumber || $0 == ":" }
        guard isTimeAlone, end < start else { return end }
        let next = "\(day.adding(days: 1)) \(text)"
        // A visit of half a day is a slip of the hour rather than one past midnight.
        let isNight = try instant(next, for: option, on: day) < start.adding(seconds: 12 * 3600)
        throw Failure(
            .refused, "before_the_start",
            "\(option) \(text) would be on \(day), before the start at \(parts(of: start).time).",
            why: ["A time alone is of the day on which it began."], rerun: isNight ? .replacing(text, with: next) : nil)
    }

    /// What the C library makes of the fields, when it leads back to the same fields.
    private func instant(
        _ day: LocalDate, _ hour: Int, _ minute: Int, _ second: Int, isSummerTime: Int32
    ) -> Instant? {
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday) = (Int32(day.year - 1900), Int32(day.month - 1), Int32(day.day))
        (fields.tm_hour, fields.tm_min, fields.tm_sec) = (Int32(hour), Int32(minute), Int32(second))
        fields.tm_isdst = isSummerTime
        let instant = Instant(microseconds: Int64(mktime(&fields)) * 1_000_000)
        let back = parts(of: instant)
        return back == (day, Self.twoDigits(Int32(hour)) + ":" + Self.twoDigits(Int32(minute))) ? instant : nil
    }

    private static func read(_ text: String, today: LocalDate) -> (LocalDate, Int, Int, Int)? {
        let words = text.split { $0 == " " || $0 == "T" }
        guard let time = words.last, words.count <= 2 else { return nil }
        let numbers = time.split(separator: ":", omittingEmptySubsequences: false).map { part in
            part.count == 2 && part.allSatisfy(\.isASCII) ? Int(part) : nil
        }
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        guard words.count == 2 else { return (today, hour, minute, second) }
        return LocalDate(String(words[0])).map { ($0, hour, minute, second) }
    }

    private static func twoDigits(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension Int64 {
    fileprivate func dividedRoundingDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
