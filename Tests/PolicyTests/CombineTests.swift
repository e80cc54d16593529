import Policy
import Testing

@Suite struct CombineTests {
    private func ladder(_ code: String, _ measure: Measure) -> Ladder {
        TestPacks.ladder(code, [code], steps: [TestPacks.step(measure)])
    }

    private func decision(
        _ one: Measure, _ other: Measure, _ rule: Combination.Rule = .heaviestAbsorbs
    ) -> Decision {
        let pack = TestPacks.pack([ladder("A", one), ladder("J", other)], rule: rule)
        return decide(facts("2024-02-01", failed: ["J", "A"]), under: pack)
    }

    @Test func `the heaviest measure absorbs the others`() {
        let decision = decision(Measure(kind: .warning), TestPacks.closure(1))
        #expect(decision.lines.map(\.criterion) == ["A", "J"])
        #expect(decision.measure == TestPacks.closure(1))
        #expect(decision.combined.rule == .heaviestAbsorbs)
        #expect(decision.combined.criterion == "J")
        #expect(decision.reasonPersonDecides == nil)
    }

    @Test func `of two closures the longer one is heavier, counted on the calendar`() {
        let days = Measure(kind: .closure, length: Length(value: 30, unit: .days))
        #expect(decision(days, TestPacks.closure(1)).measure == days)
        let fewer = Measure(kind: .closure, length: Length(value: 28, unit: .days))
        #expect(decision(fewer, TestPacks.closure(1)).measure == TestPacks.closure(1))
    }

    @Test func `of two fines the larger is heavier, and two currencies go to a person`() {
        func fine(_ cents: Int, _ currency: String) -> Measure {
            Measure(kind: .fine, amount: Amount(minorUnits: cents, currency: currency))
        }
        #expect(decision(fine(100, "EUR"), fine(200, "EUR")).measure == fine(200, "EUR"))
        #expect(decision(fine(100, "EUR"), fine(200, "USD")).personDecides)
    }

    @Test func `a closure without an end can't be compared with one that has an end`() {
        #expect(decision(Measure(kind: .closure), TestPacks.closure(1)).personDecides)
    }

    @Test func `where the source does not say how measures combine a person decides`() {
        let decision = decision(Measure(kind: .warning), TestPacks.closure(1), .unknown)
        #expect(decision.measure == nil)
        #expect(
            decision.reasonPersonDecides
                == "A person decides: the source does not say how the measures for several criteria are combined.")
    }

    @Test func `the same plain measure twice is one measure, but two equal closures may add up`() {
        let warning = Measure(kind: .warning)
        #expect(decision(warning, warning, .unknown).measure == warning)
        #expect(decision(warning, warning, .unknown).combined.rule == .sameMeasure)
        #expect(decision(TestPacks.closure(1), TestPacks.closure(1), .unknown).personDecides)
    }

    @Test func `one line that a person decides leaves the whole to a person`() {
        let pack = TestPacks.pack([ladder("A", Measure(kind: .warning))])
        let decision = decide(facts("2024-02-01", failed: ["A", "J"]), under: pack)
        #expect(decision.measure == nil)
        #expect(decision.reasonPersonDecides == "A person decides: these rules name no steps for this criterion.")
    }

    @Test func `a criterion that the pack does not know goes to a person`() {
        let decision = decide(facts("2024-02-01", failed: ["X"]), under: TestPacks.pack())
        #expect(decision.reasonPersonDecides == "A person decides: these rules do not know this criterion.")
    }

    @Test func `nothing failed, nothing is recommended, and what was not checked is named`() {
        let findings = [
            ObservedFinding(criterion: "J", result: "pass"), ObservedFinding(criterion: "O", result: "not_checked"),
            ObservedFinding(criterion: "A", result: "not_checked"),
        ]
        let facts = Facts(day: day("2024-02-01"), outlet: "o1", findings: findings, history: [])
        let decision = decide(facts, under: TestPacks.pack())
        #expect(decision.lines == [])
        #expect(decision.measure == nil)
        #expect(!decision.personDecides)
        #expect(decision.notChecked == ["A", "O"])
    }
}
