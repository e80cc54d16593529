import FoundationEssentials
import Policy
import Testing

@Suite struct LocalDateTests {
    @Test func `every day from 1900 to 2200 agrees with a walk day by day`() throws {
        var (year, month, number) = (1900, 1, 1)
        var date = day("1900-01-01")
        #expect(date.daysSince1970 == -25_567)
        while year <= 2200 {
            guard date.civil == (year, month, number), LocalDate(year: year, month: month, day: number) == date else {
                Issue.record("the walk is at \(year)-\(month)-\(number), LocalDate at \(date)")
                return
            }
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            number += 1
            if number > lengths[month - 1] { (month, number) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            date = date.adding(days: 1)
        }
        #expect(date == day("2201-01-01"))
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"), ("2024-03-31", -1, "2024-02-29"), ("2024-12-31", 2, "2025-02-28"),
        ("2024-01-15", -1, "2023-12-15"), ("2024-10-31", 25, "2026-11-30"),
    ])
    func `months keep the day or stop at the end of the month`(start: String, months: Int, end: String) {
        #expect(day(start).adding(months: months) == day(end))
    }

    @Test func `a year after 29 February is 28 February`() {
        #expect(day("2024-02-29").adding(years: 1) == day("2025-02-28"))
        #expect(day("2024-02-29").adding(years: 4) == day("2028-02-29"))
        #expect(day("2096-02-29").adding(years: 4) == day("2100-02-28"))
    }

    @Test func `arithmetic stops at the ends of the calendar`() {
        #expect(day("9999-12-30").adding(days: 5) == .distantFuture)
        #expect(day("0001-01-02").adding(days: -5) == .distantPast)
        #expect(day("2000-01-01").adding(days: .max) == .distantFuture)
        #expect(day("2000-01-01").adding(months: .max) == .distantFuture)
        #expect(day("2000-01-01").adding(months: -12 * 2000) == .distantPast)
        #expect(day("2000-01-01").adding(years: .min + 1) == .distantPast)
        #expect(LocalDate.distantPast.description == "0001-01-01")
        #expect(LocalDate.distantFuture.description == "9999-12-31")
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-01", "20240101", "2024-01-01 ", "0000-01-01",
        "２024-01-01", "", "2024/01/01", "-024-01-01",
    ])
    func `a text that is no day of the calendar is refused`(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `JSON is the text of the day`() throws {
        let encoded = try JSONEncoder().encode([day("2024-02-29")])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["2024-02-29"]"#)
        #expect(try JSONDecoder().decode([LocalDate].self, from: encoded) == [day("2024-02-29")])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LocalDate].self, from: Array(#"["2023-02-29"]"#.utf8).asData)
        }
    }

    @Test func `days between two days`() {
        #expect(day("2024-02-28").days(until: day("2024-03-01")) == 2)
        #expect(day("2024-03-01").days(until: day("2024-02-28")) == -2)
    }
}

extension Array where Element == UInt8 {
    var asData: Data { Data(self) }
}
