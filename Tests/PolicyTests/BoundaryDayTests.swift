import Policy
import Testing

/// The last days of a window: one inside, the very boundary, one outside, for every anchor.
@Suite struct BoundaryDayTests {
    /// Steps for a violation that lies a window minus a day, a window, and a window plus a day before `today`.
    private func steps(
        _ value: Int, _ unit: Length.Unit, _ anchor: LookBack.Anchor, _ anniversary: LookBack.Anniversary,
        _ today: String, _ edge: String
    ) -> [Int?] {
        let window = TestPacks.lookBack(value, unit, anchors: [anchor], anniversary: anniversary)
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: window)])
        return [1, 0, -1].map { offset in
            let earlier = "\(day(edge).adding(days: offset))"
            return decide(facts(today, history: [violation(earlier)]), under: pack).lines[0].step
        }
    }

    @Test(arguments: LookBack.Anchor.allCases)
    func `a window minus a day counts, plus a day does not, and the pack says what the very day does`(
        anchor: LookBack.Anchor
    ) {
        for (value, unit, today, edge) in [
            (24, Length.Unit.months, "2024-06-15", "2022-06-15"), (3, .years, "2023-01-01", "2020-01-01"),
            (90, .days, "2024-04-30", "2024-01-31"), (2, .weeks, "2024-03-10", "2024-02-25"),
        ] {
            #expect(steps(value, unit, anchor, .doesNotCount, today, edge) == [2, 1, 1])
            #expect(steps(value, unit, anchor, .counts, today, edge) == [2, 2, 1])
        }
    }

    @Test func `29 February looks back to 28 February, and forward to it`() {
        // A year back from 29 February 2024 is 28 February 2023.
        #expect(steps(1, .years, .thisViolation, .doesNotCount, "2024-02-29", "2023-02-28") == [2, 1, 1])
        #expect(steps(1, .years, .thisViolation, .counts, "2024-02-29", "2023-02-28") == [2, 2, 1])
        // A year on from 29 February 2024 is 28 February 2025, and from 28 February 2024 too.
        #expect(steps(1, .years, .earlierFinding, .doesNotCount, "2025-02-28", "2024-02-29") == [2, 1, 1])
        #expect(steps(1, .years, .earlierFinding, .counts, "2025-02-28", "2024-02-29") == [2, 2, 2])
        #expect(steps(4, .years, .earlierFinding, .doesNotCount, "2028-02-29", "2024-02-29") == [2, 1, 1])
    }

    @Test func `a change to or from daylight saving changes no count: a day of 23 or 25 hours is one day`() {
        // Amsterdam: 26 March 2023 had 23 hours, 29 October 2023 had 25.
        for change in ["2023-03-26", "2023-10-29"] {
            for offset in 0...7 {
                let today = "\(day(change).adding(days: offset))"
                let edge = "\(day(change).adding(days: offset - 7))"
                for anchor in LookBack.Anchor.allCases {
                    #expect(steps(7, .days, anchor, .doesNotCount, today, edge) == [2, 1, 1])
                    #expect(steps(1, .weeks, anchor, .counts, today, edge) == [2, 2, 1])
                }
            }
        }
    }
}
