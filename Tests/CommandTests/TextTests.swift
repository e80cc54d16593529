import Policy
import Records
import Testing

@testable import registryctl

@Test func `wide characters take two columns and combining marks none`() {
    #expect(TextWidth.of("café") == 4)
    #expect(TextWidth.of("cafe\u{301}") == 4)
    #expect(TextWidth.of("大麻館") == 6)
    #expect(TextWidth.of("ｱｲｳ") == 3)
    #expect(TextWidth.of("🌿") == 2)
    #expect(TextWidth.of("한국") == 4)
    #expect(TextWidth.cut("大麻館 Amsterdam", to: 9) == "大麻館 A…")
    #expect(TextWidth.padded("大麻", to: 6) == "大麻  ")
}

@Test func `a table that is too wide cuts its widest text columns, of equal ones the last`() {
    let table = TextTable(
        headings: ["REF", "NAME", "N"], isNumber: [false, false, true],
        rows: [["a", "a very long name indeed", "7"], ["bb", "short", "12"]])
    #expect(
        table.lines(width: 80) == [
            "REF  NAME                      N", "a    a very long name indeed   7", "bb   short                    12",
        ])
    #expect(table.lines(width: 20) == ["REF  NAME          N", "a    a very lon…   7", "bb   short        12"])
}

@Test func `a sentence is cut for want of room, a code and a reference are not`() {
    let about = Column("about", "about", .words)
    #expect(Printer.canBeCut(about, ["warning: I-2026-0006 of 2026-05-20, unannounced, by nl/dordrecht/o", "closure"]))
    #expect(!Printer.canBeCut(about, ["warning", "transferred"]))
    #expect(Printer.canBeCut(Column("holderName", "name"), ["Groen"]))
    #expect(!Printer.canBeCut(Column("outlet", "outlet"), ["0363-002-X"]))
}

@Test func `long lines are broken at blanks`() {
    #expect(
        TextWidth.wrapped("The rules recommend a warning letter.", to: 20, indent: 2)
            == ["The rules recommend", "  a warning letter."])
}

@Test func `TSV escapes tabs and line ends, CSV quotes them`() {
    #expect(Delimited.tsv.row(["a\tb", "c\nd", "e\\"]) == "a\\tb\tc\\nd\te\\\\\n")
    #expect(Delimited.csv.row(["a,b", "say \"hi\"", "c\nd", "e"]) == "\"a,b\",\"say \"\"hi\"\"\",\"c\nd\",e\r\n")
}

@Test func `JSON for people has sorted members and two blanks per level`() {
    let value: JSONValue = ["b": [1, 2.5], "a": ["x": nil], "c": []]
    #expect(
        String(decoding: JSONText.pretty(value), as: UTF8.self) == """
            {
              "a": {
                "x": null
              },
              "b": [
                1,
                2.5
              ],
              "c": []
            }
            """)
}

@Test func `a failure has its next step last`() {
    let failure = Failure(
        .refused, "x", "2 fields need attention.", why: ["Nothing was stored."],
        problems: [
            FieldProblem("/findings/0/value", "missing", "a value in g is needed."), FieldProblem("", "y", "z"),
        ],
        at: "list.csv", attempt: "registryctl today")
    #expect(
        failure.text == """
            error: 2 fields need attention.
                   Nothing was stored.
              - findings 1 value: a value in g is needed.
              - z
               at: list.csv
              try: registryctl today

            """)
}

@Test func `a rerun replaces a word, or appends an option in place of its former value`() {
    let words = ["outlet", "close", "0363-042-P", "--reason", "owner's wish", "--if-version", "3"]
    #expect(
        Rerun.replacing("0363-042-P", with: "0363-042-J").command(words)
            == "registryctl outlet close 0363-042-J --reason 'owner'\\''s wish' --if-version 3")
    #expect(
        Rerun.appending(["--if-version", "4"]).command(words)
            == "registryctl outlet close 0363-042-P --reason 'owner'\\''s wish' --if-version 4")
}

@Test func `an id carries the moment at which it was made`() throws {
    let instant = try #require(Instant(text: "2026-11-20T20:40:00.123Z"))
    var random = SystemRandomNumberGenerator()
    let id = ClientUUID(at: instant, random: &random)
    #expect(id.instant == instant)
    #expect(try ClientUUID(id.text) == id)
    #expect(UUIDText(id.text)?.isVersion7 == true)
    #expect(throws: Failure.self) { try ClientUUID("6fa459ea-ee8a-4ca4-894e-db77e160355e") }
}

@Test func `opening hours are read and shown in one form`() throws {
    let json = try OpeningHoursText.json("Mon-Fri 10:00-22:00, sat 12:00-01:00")
    #expect(json.items?.count == 6)
    #expect(json[5] == ["day": 6, "opens": "12:00", "closes": "01:00"])
    #expect(OpeningHoursText.shown(["openingHours": json]) == "Mon-Fri 10:00-22:00, Sat 12:00-01:00")
    #expect(throws: Failure.self) { try OpeningHoursText.json("Mo-Fr 10-22") }
}

@Test func `days close by have names`() throws {
    let now = try #require(Instant(text: "2026-11-23T12:00:00Z"))
    let dates = PeopleDates(clock: LocalClock(now: now))
    let day = { (text: String) in LocalDate(text).map(dates.day) }
    #expect(day("2026-11-23") == "today")
    #expect(day("2026-11-22") == "yesterday")
    #expect(day("2026-11-24") == "tomorrow")
    #expect(day("2026-11-27") == "Fri 27 Nov")
    #expect(day("2026-12-01") == "2026-12-01")
}

@Test func `days of another year and days that are kept are written in full`() throws {
    let now = try #require(Instant(text: "2026-12-28T12:00:00Z"))
    var dates = PeopleDates(clock: LocalClock(now: now))
    let days = ["2026-12-28", "2026-12-30", "2027-01-02"].compactMap { LocalDate($0) }
    #expect(days.map(dates.day) == ["today", "Wed 30 Dec", "2027-01-02"])
    dates.areKept = true
    #expect(days.map(dates.day) == ["2026-12-28", "2026-12-30", "2027-01-02"])
    #expect(dates.time(now).hasPrefix("2026-12-28 "))
}

@Test func `measured values have a number and a unit`() throws {
    let value = try MeasuredValue("6.2 g")
    #expect(value.number == 6.2)
    #expect(value.unit == "g")
    #expect(try MeasuredValue("17").unit == nil)
    #expect(throws: Failure.self) { try MeasuredValue("about 6g") }
}

@Test func `exit codes follow from the status and the name of the rule`() {
    let table: [(Int, String, registryctl.ExitStatus)] = [
        (400, "bad_input", .refused), (401, "sign_in", .signIn), (403, "issued_by_another_person", .notAllowed),
        (404, "unknown_outlet", .notFound), (409, "one_active_outlet_per_address", .changed),
        (409, "inspection_id_reused", .changed), (409, "outlet_closed", .notPossibleNow),
        (409, "licence_maximum", .notPossibleNow), (412, "changed_meanwhile", .changed),
        (413, "too_large", .refused), (422, "key_reused", .refused), (429, "slow_down", .busy), (503, "busy", .busy),
        (503, "commit_indeterminate", .failed), (500, "internal_error", .failed),
    ]
    for (status, code, exit) in table { #expect(ExitStatus(httpStatus: status, code: code) == exit) }
}

@Test func `columns that don't fit are left out from the right, never wrapped`() {
    let table = TextTable(
        headings: ["REFERENCE", "REASON", "UNTIL"], isNumber: [false, false, false], canBeCut: [false, true, false],
        rows: [["L-2026-0002", "sale of the business", "2031-02-01"]])
    #expect(table.fitting(80) == 3)
    #expect(table.fitting(33) == 3)
    #expect(table.fitting(32) == 2)
    #expect(table.fitting(12) == 1)
}

@Test func `long values and refusals are broken at blanks and keep their margin`() {
    #expect(TextWidth.wrapped("text  a long order", to: 13, indent: 6) == ["text  a long", "      order"])
    #expect(TextWidth.wrapped("  at the margin", to: 8, indent: 4) == ["  at the", "    margin"])
    let failure = Failure(
        .refused, "c", "it was not done at all.", why: ["Because of this and that."],
        attempt: "registryctl outlet list --search somewhere")
    #expect(
        failure.text(width: 24) == """
            error: it was not done
                   at all.
                   Because of this
                   and that.
              try: registryctl outlet list --search somewhere

            """)
}

@Test func `people read shares as percentages and whole numbers without a point`() {
    let dates = PeopleDates(clock: .standard(zone: nil))
    #expect(Column("value", "value", .share).shown(["value": .number(0.0419)], dates) == "4.2 %")
    #expect(Column("value", "value", .share).shown(["value": .number(1)], dates) == "100.0 %")
    #expect(Column("share", "share", .number).shown(["share": .number(60)], dates) == "60")
}

@Test func `a slip in an option is answered with the option that was meant`() {
    let known = ["--search", "--registration", "--opening-hours", "--context"]
    #expect(UnknownOption.closest(to: "--serach", among: known) == "--search")
    #expect(UnknownOption.closest(to: "--registration-number", among: known) == "--registration")
    #expect(UnknownOption.closest(to: "--hours", among: known) == "--opening-hours")
    #expect(UnknownOption.closest(to: "--frobnicate", among: known) == nil)
}

@Test func `refusals speak of options, not of members of the API`() {
    #expect(FieldWords.label("/startsOn") == "--from: ")
    #expect(FieldWords.label("/findings/0/value") == "findings 1 value: ")
    #expect(FieldWords.label("/104") == "104: ")
    #expect(FieldWords.label("/https:~1~1x~11") == "https://x/1: ")
    #expect(FieldWords.inOptions("Give startsOn, not endsOn.") == "Give --from, not --until.")
    #expect(FieldWords.inOptions("Write \"address\", an address.") == "Write \"--address\", an address.")
    let short = FieldProblem("/reason", "too_short", "\"reason\" has 5 characters; at least 10 characters are needed.")
    #expect(FieldWords.told(short) == "--reason has 5 characters; at least 10 characters are needed.")
    let late = FieldProblem("/endsOn", "out_of_order", "\"endsOn\" is 1; it must lie after \"startsOn\" (2).")
    #expect(FieldWords.told(late) == "--until is 1; it must lie after \"--from\" (2).")
    #expect(FieldWords.told(FieldProblem("/notes", "x", "Too many.")) == "notes: Too many.")
}

@Test func `a fraction behind a comma is mended where it can be meant one way only`() {
    let typed = ["6,2g", "1.234,5g", "1,234.5g", "6.2g", "1.23,5", "1,2,3", "6,g", "12,5.5"]
    #expect(typed.map(DecimalComma.mended) == ["6.2g", "1234.5g", "1234.5g", nil, nil, nil, nil, nil])
}

@Test func `a refusal that names another outlet shows that one`() {
    let taken = Failure(
        .notPossibleNow, "one_active_outlet_per_address", "Outlet 0363-042-J is registered at that address already.")
    #expect(Remedy.other(for: taken) == "registryctl outlet show 0363-042-J")
    let unnamed = Failure(.notPossibleNow, "one_active_outlet_per_address", "An outlet is registered there already.")
    #expect(Remedy.other(for: unnamed) == "registryctl outlet list")
}
