import Chance
import Policy
import Testing

@Suite struct OutcomeTests {
    @Test func `the bare outcome agrees with the decision on random histories`() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<5_000 {
            let one = RandomCase(&random, openReadings: true)
            let decision = decide(one.facts, under: one.pack)
            let bare = outcome(one.facts, under: one.pack)
            #expect(bare.personDecides == decision.personDecides)
            #expect(bare.measure == decision.measure?.kind)
            #expect(bare.step == decision.lines[0].step ?? 0)
            #expect(bare.open == decision.lines[0].unknown?.about)
        }
    }

    @Test func `an outcome counts days on the calendar and fines in minor units`() {
        func outcome(_ sanction: Sanction, _ on: String = "2024-01-31") -> Outcome {
            let pack = TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(sanction)])])
            return Policy.outcome(facts(on), under: pack)
        }
        let closed = outcome(Sanction(options: [[Prescription(TestPacks.closure(1))]]))
        #expect(closed == Outcome(measure: .closure, step: 1, options: 1, days: 29, fine: 0))
        let both = outcome(
            Sanction(options: [[Prescription(TestPacks.fine(10)), Prescription(TestPacks.suspension(2))]]))
        #expect(both == Outcome(measure: .suspension, step: 1, options: 1, days: 2, fine: 1000))
        let choice = outcome(
            Sanction(options: [[Prescription(TestPacks.fine(10))], [Prescription(TestPacks.suspension(2))]]))
        #expect(choice == Outcome(measure: .fine, step: 1, options: 2, days: 0, fine: 1000))
    }

    @Test func `two violations of one event run at the same time where the pack says so`() {
        func days(_ suspensions: Combination.Suspensions) -> Int {
            let pack = TestPacks.pack { rules in
                rules.ladders = [
                    TestPacks.ladder("a", ["A"], steps: [TestPacks.step(TestPacks.suspension(5))]),
                    TestPacks.ladder("j", ["J"], steps: [TestPacks.step(TestPacks.suspension(7))]),
                ]
                rules.combination = Combination(
                    rule: .cumulate, citation: TestPacks.citation, suspensions: [suspensions])
            }
            return outcome(facts("2024-06-01", failed: ["A", "J"]), under: pack).days
        }
        #expect(days(.concurrent) == 7)
        #expect(days(.consecutive) == 12)
    }

    @Test func `nothing failed, a criterion without a ladder, an open gate`() {
        let passed = Facts(
            day: day("2024-06-01"), outlet: "o1", findings: [ObservedFinding(criterion: "J", result: "pass")],
            history: [])
        #expect(outcome(passed, under: TestPacks.pack()) == Outcome())
        #expect(
            outcome(facts("2024-06-01", failed: ["A"]), under: TestPacks.pack())
                == Outcome(personDecides: true, open: .ladder))
        let gated = TestPacks.pack([TestPacks.ladder(gates: [TestPacks.gate()])])
        #expect(outcome(facts("2024-06-01"), under: gated) == Outcome(personDecides: true, step: 1))
    }
}
