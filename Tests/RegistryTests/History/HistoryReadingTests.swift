import Policy
import Testing

@testable import Registry

struct HistoryReadingTests {
    @Test(arguments: [
        ("2019-11-23 11:23:54", "2019-11-23", "11:23:54"), ("01/25/2017 12:00:00 AM", "2017-01-25", nil),
        ("1/5/2017 0:00", "2017-01-05", nil), ("20191217", "2019-12-17", nil), ("2019-11-23", "2019-11-23", nil),
        ("2020-02-28 00:00:00", "2020-02-28", nil),
    ])
    func `a day is read in every form that the files have`(text: String, day: String, time: String?) {
        let written = WrittenDay(text)
        #expect(written?.day == LocalDate(day))
        #expect(written?.time == time)
    }

    @Test(arguments: ["13/45/2017 12:00:00 AM", "2019-02-29", "yesterday", "", "2019-11-23 11:23"])
    func `what is no day is not guessed`(text: String) {
        #expect(WrittenDay(text) == nil)
    }

    @Test(arguments: [
        ("Fine", "1500", "fine 1500 established []"), ("suspension", "20  days", "suspension 20 d established []"),
        ("Fine", "5 days", "suspension 5 d established [settled]"),
        ("Cancellation of License", "75000", "fine 75000 established [settled]"),
        ("Escalation", "1500", "fine 1500 established []"),
        ("Fine", "Cancelled License", "withdrawal established [settled]"),
        ("Fine", "warnings", "warning established [settled]"),
        ("Fine", "discontinuted", "set_aside [set_aside]"), ("Fine", "dismissed", "set_aside [set_aside]"),
        ("Fine", "", "alleged [no_sanction]"), ("Fine", "0", "alleged [no_sanction]"),
        ("Fine", "5", "established [unclear_sanction]"),
        ("Destruction of harvestable plants", "2500", "established [unclear_sanction]"),
        ("Fine", "see letter", "established [unclear_sanction]"),
    ])
    func `what was imposed is read from type and amount`(type: String, amount: String, expected: String) {
        let (sanction, remarks) = ImposedSanction.read(type: type, amount: amount, currency: "USD")
        let parts: [String?] = [
            sanction.measure?.rawValue, sanction.amount.map { "\($0)" }, sanction.days.map { "\($0) d" },
            sanction.standing?.rawValue, "[\(remarks.map(\.rawValue).joined(separator: ", "))]",
        ]
        #expect(parts.compactMap { $0 }.joined(separator: " ") == expected)
    }

    @Test func `the same type of violation has one code, before and after the types were renamed`() {
        #expect(EarlierRecord.code(of: "(MJ) Sale or service to minor") == "sale_or_service_to_minor")
        let code = "failure_to_use_traceability_maintain_traceability_or_both"
        for mark in ["(MJ) Tier 3: ", "Tier 1: ", "(MJ) ", ""] {
            let text = mark + "Failure to use traceability, maintain traceability, or both."
            #expect(EarlierRecord.code(of: text) == code)
        }
    }

    @Test func `an address has the number that leads it, and its suite once`() {
        let address = HistoryForm.address("10 VALUE PARKWAY STE A", suite: "STE A", zip: "984455527", city: "ELMA")
        #expect(address?.houseNumber == "10" && address?.street == "VALUE PARKWAY")
        #expect(address?.houseNumberSuffix == "STE A" && address?.postcode == "98445")
        for text in ["RETAIL TITLE CERTIFICATE", "PARCEL #10102000301", "930\u{FFFD} VALLEY MALL PKWY", "10", ""] {
            #expect(HistoryForm.address(text, suite: "", zip: "", city: "") == nil, "\(text)")
        }
    }
}
