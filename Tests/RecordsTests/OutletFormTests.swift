import Policy
import Testing

@testable import Records

struct OutletFormTests {
    private func problems<Value>(_ json: JSONValue, _ make: (inout Fields) -> Value) throws -> [String] {
        do {
            _ = try Fields.read(json, make)
            return []
        } catch let refusal as Refusal {
            return refusal.problems.map { "\($0.pointer) \($0.code): \($0.detail)" }
        }
    }

    private func problems(hours: [(day: Int, opens: String, closes: String)]) throws -> [String] {
        let items: [JSONValue] = hours.map {
            ["day": .integer($0.day), "opens": .string($0.opens), "closes": .string($0.closes)]
        }
        return try problems(["openingHours": .array(items), "reason": "Asked for."]) { OutletAmendment(&$0) }
    }

    @Test(arguments: [("1017 AA", "1017AA"), ("1017aa", "1017AA"), ("SW1A 1AA", "SW1A 1AA"), ("98101", "98101")])
    func `a Dutch postcode is kept as lists have it`(typed: String, kept: String) throws {
        let body: JSONValue = ["street": "Damrak", "houseNumber": "1", "postcode": .string(typed)]
        #expect(try Fields.read(body) { Address(&$0) }.postcode == kept)
        let change: JSONValue = ["postcode": .string(typed), "reason": "Asked for."]
        #expect(try Fields.read(change) { OutletAmendment(&$0) }.postcode == kept)
    }

    @Test func `opening hours that overlap or repeat are told pair by pair`() throws {
        #expect(
            try problems(hours: [(1, "10:00", "12:00"), (1, "11:00", "13:00"), (1, "11:00", "13:00")]) == [
                "/openingHours overlap: Opening hours overlap: Monday 10:00-12:00 and Monday 11:00-13:00; "
                    + "Monday 10:00-12:00 and Monday 11:00-13:00; Monday 11:00-13:00 and Monday 11:00-13:00."
            ])
    }

    @Test func `what begins on Sunday may end on Monday, and not later than Monday begins`() throws {
        #expect(
            try problems(hours: [(1, "01:00", "03:00"), (7, "23:00", "02:00")]) == [
                "/openingHours overlap: Opening hours overlap: Monday 01:00-03:00 and Sunday 23:00-02:00."
            ])
        #expect(try problems(hours: [(1, "02:00", "03:00"), (7, "23:00", "02:00")]) == [])
    }

    @Test func `hours that touch, and whole days, don't overlap`() throws {
        let days = (1...7).map { (day: $0, opens: "00:00", closes: "00:00") }
        #expect(try problems(hours: days) == [])
        #expect(try problems(hours: [(2, "10:00", "12:00"), (2, "12:00", "14:00")]) == [])
    }

    @Test(arguments: [("1899-12-31", false), ("1900-01-01", true), ("2999-12-31", true), ("9999-01-01", false)])
    func `an outlet is tolerated from a day that can be meant`(day: String, isTaken: Bool) throws {
        let found = try problems([
            "kind": "retail", "street": "Damrak", "houseNumber": "1", "toleratedFrom": .string(day),
        ]) { NewOutlet(&$0) }
        let refused =
            "/toleratedFrom out_of_range: \"toleratedFrom\" is \(day); it lies between 1900-01-01 and 2999-12-31."
        #expect(found == (isTaken ? [] : [refused]))
    }

    @Test func `days and times that can't be meant are told wherever they stand`() throws {
        let between = "it lies between 1900-01-01 and 2999-12-31."
        #expect(
            try problems(["party": "P-1", "role": "manager", "validFrom": "0001-01-01"]) { NewPartyRole(&$0) }
                == ["/validFrom out_of_range: \"validFrom\" is 0001-01-01; \(between)"])
        #expect(
            try problems(["holder": "P-1", "validFrom": "1899-12-31", "endsOn": "9999-12-31"]) { NewLicence(&$0) } == [
                "/validFrom out_of_range: \"validFrom\" is 1899-12-31; \(between)",
                "/endsOn out_of_range: \"endsOn\" is 9999-12-31; \(between)",
            ])
        #expect(
            try problems([
                "category": "noise", "occurredAt": "0001-01-01T00:00:00Z", "address": "Damrak", "description": "Loud.",
            ]) { NewNuisanceReport(&$0) }
                == ["/occurredAt out_of_range: \"occurredAt\" is 0001-01-01T00:00:00Z; \(between)"])
    }

    @Test(arguments: ["\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"])
    func `a text that turns its direction is refused`(sign: String) throws {
        let code = String(sign.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
        let refused = "holds the control character U+\(code); take it out."
        #expect(
            try problems(["kind": "legal", "name": .string("De \(sign)soV")]) { NewParty(&$0) }
                == ["/name control_character: \"name\" \(refused)"])
        #expect(
            try problems(["reason": .string("So \(sign)it is.")]) { OutletAmendment(&$0) }
                == ["/reason control_character: \"reason\" \(refused)"])
    }

    @Test(arguments: [(40.00001, false), (33.3333, true), (0.0001, true), (100, true), (0.00015, false)])
    func `a share has at most four decimals`(share: Double, isTaken: Bool) throws {
        let found = try problems([
            "party": "P-1", "role": "beneficial_owner", "share": .number(share), "validFrom": "2026-01-01",
        ]) { NewPartyRole(&$0) }
        #expect(found == (isTaken ? [] : ["/share too_exact: \"share\" is \(share); at most four decimals are kept."]))
    }

    @Test(arguments: [(-1e13, "-10000000000000"), (-0.5, "-0.5"), (1e38, "1e+38"), (1e12, "1000000000000")])
    func `a measured value is told the limits that hold`(value: Double, text: String) throws {
        let found = try problems(["criterion": "G", "result": "fail", "value": .number(value), "unit": "g"]) {
            NewFinding(&$0)
        }
        #expect(found == ["/value out_of_range: \"value\" is \(text); it lies between 0 and 999999999999."])
    }
}
