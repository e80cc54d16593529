import FoundationEssentials
import Records
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0),
        ("2026-11-20T21:40:00+01:00", "2026-11-20T20:40:00Z", 1_795_207_200_000_000),
        ("2026-11-20t20:40:00.5z", "2026-11-20T20:40:00.5Z", 1_795_207_200_500_000),
        ("2026-11-20 20:40:00.123456789-00:00", "2026-11-20T20:40:00.123456Z", 1_795_207_200_123_456),
        ("2024-02-29T23:30:00-05:30", "2024-03-01T05:00:00Z", 1_709_269_200_000_000),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", 1_483_228_800_000_000),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z", -1),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 253_402_300_799_000_000),
    ])
    func `an RFC 3339 text with any offset is read, and written in UTC`(text: String, utc: String, since1970: Int64) {
        let instant = Instant(text: text)
        #expect(instant?.microseconds == since1970)
        #expect(instant?.description == utc)
    }

    @Test(arguments: [
        "", "2026-11-20", "2026-11-20T20:40Z", "2026-11-20T20:40:00", "2026-11-20T20:40:00.Z", "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T20:60:00Z",
        "2026-11-20T20:40:61Z", "2026-11-20T20:40:00+1:00", "2026-11-20T20:40:00+24:00", "20261120T204000Z",
        "2026-11-20T20:40:00Z ", "0000-12-31T00:00:00Z", "9999-12-31T23:59:59-01:00", "١٢٣٤-11-20T20:40:00Z",
    ])
    func `a text that names no instant gives none`(text: String) {
        #expect(Instant(text: text) == nil)
    }

    @Test func `writing and reading agree with Foundation over four centuries`() throws {
        var at: Int64 = -8_520_336_000
        while at < 4_102_444_800 {
            let text = Instant(microseconds: at * 1_000_000).description
            #expect(text == Date(timeIntervalSince1970: Double(at)).formatted(.iso8601))
            #expect(Instant(text: text)?.microseconds == at * 1_000_000)
            at += 1_234_567
        }
    }
}
