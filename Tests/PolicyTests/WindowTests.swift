import Policy
import Testing

@Suite struct WindowTests {
    private func line(_ lookBack: LookBack, _ on: String, _ earlier: PastViolation) -> Line {
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: lookBack)])
        return decide(facts(on, history: [earlier]), under: pack).lines[0]
    }

    private func check(
        _ lookBack: LookBack, _ on: String, _ earlier: PastViolation, step: Int, outside days: Int?,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let line = line(lookBack, on, earlier)
        #expect(line.step == step, sourceLocation: location)
        #expect(line.refused.first?.days == days, sourceLocation: location)
        #expect(line.counted.count == step - 1, sourceLocation: location)
    }

    @Test func `a window from the earlier finding ends on its anniversary`() {
        let window = TestPacks.lookBack(3, .years)
        check(window, "2011-02-28", violation("2008-03-01"), step: 2, outside: nil)
        check(window, "2011-03-01", violation("2008-03-01"), step: 1, outside: 1)
        check(window, "2011-03-02", violation("2008-03-01"), step: 1, outside: 2)
    }

    @Test func `a pack can say that the anniversary still counts`() {
        let window = TestPacks.lookBack(3, .years, anniversary: .counts)
        check(window, "2011-03-01", violation("2008-03-01"), step: 2, outside: nil)
        check(window, "2011-03-02", violation("2008-03-01"), step: 1, outside: 1)
    }

    @Test func `a window back from this violation`() {
        let open = TestPacks.lookBack(2, .years, anchors: [.thisViolation])
        check(open, "2020-06-15", violation("2018-06-16"), step: 2, outside: nil)
        check(open, "2020-06-15", violation("2018-06-15"), step: 1, outside: 1)
        check(open, "2020-06-15", violation("2018-06-14"), step: 1, outside: 2)
        let closed = TestPacks.lookBack(2, .years, anchors: [.thisViolation], anniversary: .counts)
        check(closed, "2020-06-15", violation("2018-06-15"), step: 2, outside: nil)
        check(closed, "2020-06-15", violation("2018-06-14"), step: 1, outside: 1)
    }

    @Test func `a window from the decision about the earlier finding`() {
        let window = TestPacks.lookBack(12, .months, anchors: [.earlierDecision])
        check(window, "2021-01-09", violation("2019-11-01", decided: "2020-01-10"), step: 2, outside: nil)
        check(window, "2021-01-10", violation("2019-11-01", decided: "2020-01-10"), step: 1, outside: 1)
        let later = line(window, "2020-01-09", violation("2019-11-01", decided: "2020-01-10"))
        #expect(later.refused.map(\.reason) == [.decidedLater])
        var undated = violation("2019-11-01")
        undated.decidedOn = nil
        #expect(line(window, "2020-01-09", undated).refused.map(\.reason) == [.noDecisionDate])
    }

    @Test func `29 February and the ends of years`() {
        let year = TestPacks.lookBack(1, .years)
        check(year, "2025-02-27", violation("2024-02-29"), step: 2, outside: nil)
        check(year, "2025-02-28", violation("2024-02-29"), step: 1, outside: 1)
        check(year, "2024-02-29", violation("2023-03-01"), step: 2, outside: nil)
        check(year, "2024-02-29", violation("2023-02-28"), step: 1, outside: 2)
        check(year, "2024-12-30", violation("2023-12-31"), step: 2, outside: nil)
        check(year, "2024-12-31", violation("2023-12-31"), step: 1, outside: 1)
        check(TestPacks.lookBack(1, .days), "2025-01-01", violation("2024-12-31"), step: 1, outside: 1)
        check(TestPacks.lookBack(2, .days), "2025-01-01", violation("2024-12-31"), step: 2, outside: nil)
        check(TestPacks.lookBack(1, .weeks), "2025-01-03", violation("2024-12-28"), step: 2, outside: nil)
        check(TestPacks.lookBack(1, .weeks), "2025-01-04", violation("2024-12-28"), step: 1, outside: 1)
    }

    @Test func `a chain of violations keeps the ladder up, or each one drops out alone`() {
        let history = [violation("2018-01-01", "v1"), violation("2019-06-01", "v2")]
        func line(_ expiries: [LookBack.Expiry]) -> Line {
            let ladder = TestPacks.ladder(lookBack: TestPacks.lookBack(2, .years, expiries: expiries))
            return decide(facts("2020-06-01", history: history), under: TestPacks.pack([ladder])).lines[0]
        }
        #expect(line([.eachAlone]).step == 2)
        #expect(line([.wholeLadder]).step == 3)
        let open = line([.eachAlone, .wholeLadder])
        #expect(open.step == nil)
        #expect(open.personDecides)
        #expect(open.alternatives.map(\.step) == [2, 3])
        #expect(open.refused.map(\.reason) == [.sourceDoesNotSay])
        #expect(open.counted.map(\.id) == ["v2"])
        #expect(
            open.reason
                == "A person decides: the source leaves open which earlier violations count, and here that matters.")
    }

    @Test func `the trace names the first day that still counts`() throws {
        for anchor in [LookBack.Anchor.thisViolation, .earlierFinding, .earlierDecision] {
            for anniversary in LookBack.Anniversary.allCases {
                let lookBack = TestPacks.lookBack(1, .months, anchors: [anchor], anniversary: anniversary)
                for offset in 0..<800 {
                    let today = day("2023-01-01").adding(days: offset)
                    let trace = try #require(line(lookBack, "\(today)", violation("2020-01-01")).window)
                    let before = line(lookBack, "\(today)", violation("\(trace.from.adding(days: -1))"))
                    #expect(trace.from == today || line(lookBack, "\(today)", violation("\(trace.from)")).step == 2)
                    #expect(before.step == 1)
                }
            }
        }
    }

    @Test func `a counted violation expires on the first day on which it no longer counts`() throws {
        for anchor in [LookBack.Anchor.thisViolation, .earlierFinding, .earlierDecision] {
            for anniversary in LookBack.Anniversary.allCases {
                let lookBack = TestPacks.lookBack(1, .months, anchors: [anchor], anniversary: anniversary)
                for offset in 0..<800 {
                    let past = day("2023-01-01").adding(days: offset)
                    let fact = try #require(
                        line(lookBack, "\(past.adding(days: 5))", violation("\(past)")).counted.first)
                    let expires = try #require(fact.expires)
                    #expect(line(lookBack, "\(expires)", violation("\(past)")).step == 1)
                    #expect(line(lookBack, "\(expires.adding(days: -1))", violation("\(past)")).step == 2)
                }
            }
        }
    }

    @Test func `any period of that length, also one that begins earlier and ends later`() {
        let rolling = TestPacks.lookBack(5, .years, anchors: [.anyPeriod])
        check(rolling, "2025-06-01", violation("2020-06-02"), step: 2, outside: nil)
        check(rolling, "2025-06-01", violation("2020-06-01"), step: 1, outside: 1)
        check(rolling, "2020-06-01", violation("2025-05-31"), step: 2, outside: nil)
        let history = [violation("2021-01-01", "1"), violation("2024-01-01", "2"), violation("2026-06-01", "3")]
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: rolling)])
        let line = decide(facts("2023-01-01", history: history), under: pack).lines[0]
        #expect(line.step == 3)
        #expect(line.counted.map(\.id) == ["2", "3"])
        #expect(line.refused.map(\.reason) == [.outsideWindow])
    }

    @Test func `without a limit every earlier violation counts`() {
        let unlimited = LookBack(
            length: LookBack.unlimited, anchors: [.thisViolation], anniversaries: [.counts], expiries: [.eachAlone])
        let line = line(unlimited, "2024-06-01", violation("1950-01-01"))
        #expect(line.step == 2)
        #expect(line.outlook.map(\.code) == [.furtherViolation, .ifSetAside])
        #expect(line.outlook[0].day == nil)
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: unlimited)])
        #expect(
            explain(decide(facts("2024-06-01"), under: pack), language: .english).contains(
                "An earlier violation counts however old it is."))
    }

    @Test func `an open anniversary leaves only the boundary day to a person`() {
        let open = LookBack(
            length: Length(value: 2, unit: .years), anchors: [.thisViolation],
            anniversaries: LookBack.Anniversary.allCases, expiries: [.eachAlone])
        #expect(line(open, "2024-06-01", violation("2022-06-02")).step == 2)
        #expect(line(open, "2024-06-01", violation("2022-06-01")).personDecides)
        #expect(line(open, "2024-06-01", violation("2022-05-31")).step == 1)
    }
}
