import Policy
import Testing

/// What a person is told who must decide between steps, and when nobody has to: found by the naive count.
@Suite struct AlternativesTests {
    private static let openCount = TestPacks.counting(repeats: [.sameCriterion, .anyCriterion])

    /// One earlier violation of another criterion: it counts by one reading and not by the other.
    private func line(_ finding: ObservedFinding, _ change: (inout Rules) -> Void) -> Line {
        let pack = TestPacks.pack { rules in
            rules.ladders = [TestPacks.ladder(counts: [Self.openCount])]
            change(&rules)
        }
        var facts = facts("2024-06-01", history: [violation("2024-05-01", criterion: "A")])
        facts.findings = [finding]
        facts.confirmations = [Confirmation(gate: "c", criterion: "J", holds: true)]
        return decide(facts, under: pack).lines[0]
    }

    private func circumstance(_ steps: Int) -> Circumstance {
        Circumstance(code: "c", name: Localized(["en": "c"]), effect: .steps(steps), citation: TestPacks.citation)
    }

    @Test func `the steps to choose from have moved with the circumstances`() {
        let line = line(ObservedFinding(criterion: "J", result: "fail")) { $0.circumstances = [circumstance(1)] }
        #expect(line.step == nil)
        #expect(line.alternatives.map(\.step) == [2, 3])
        #expect(line.alternatives.map { $0.measure?.text } == ["closure for 1 month", "closure for 3 months"])
    }

    @Test func `the steps to choose from have moved with the days on which the violation went on`() {
        let line = line(ObservedFinding(criterion: "J", result: "fail", days: 2)) { rules in
            rules.combination = Combination(
                rule: .unknown, citation: TestPacks.citation, continuing: [.violationEachDay])
        }
        #expect(line.alternatives.map(\.step) == [2, 3])
    }

    @Test func `readings that circumstances bring to one step leave nothing to decide`() {
        let line = line(ObservedFinding(criterion: "J", result: "fail")) { $0.circumstances = [circumstance(-2)] }
        #expect(line.step == 1)
        #expect(line.measure == Measure(kind: .warning))
        #expect(!line.personDecides)
    }

    @Test func `whether further days are violations does not matter where no step and no amount depends on it`() {
        let open = Combination(
            rule: .unknown, citation: TestPacks.citation, continuing: Combination.Continuing.allCases)
        func decision(_ step: Measure) -> Decision {
            let pack = TestPacks.pack { rules in
                rules.ladders = [TestPacks.ladder(steps: [TestPacks.step(step)])]
                rules.combination = open
            }
            var facts = facts("2024-06-01")
            facts.findings = [ObservedFinding(criterion: "J", result: "fail", days: 3)]
            return decide(facts, under: pack)
        }
        #expect(decision(TestPacks.closure(1)).text == "closure for 1 month")
        #expect(decision(TestPacks.fine(100)).personDecides)
    }

    @Test func `of several windows the one that leaves the highest step open is named`() {
        // The first counts one or two, and both reach step 2; the second leaves open whether step 3 is reached.
        let settled = TestPacks.counting(
            "settled", repeats: [.sameCriterion, .anyCriterion], reach: [.init(violations: 1, step: 2)])
        let open = TestPacks.counting(
            "open", follows: [.operator],
            reach: [.init(violations: 1, step: 1), .init(violations: 2, step: 3)])
        let pack = TestPacks.pack([TestPacks.ladder(counts: [settled, open])])
        let line = decide(facts("2024-06-01", history: [violation("2024-05-01")]), under: pack).lines[0]
        #expect(line.reason == "A person decides: a fact about an earlier violation is missing, and here that matters.")
        #expect(line.alternatives.map(\.step) == [2, 3])
    }

    @Test func `a long list of possible counts does not end before the highest step`() {
        let rule = TestPacks.counting(
            lookBack: nil,
            reach: [.init(violations: 1, step: 1), .init(violations: 8, step: 3), .init(violations: 11, step: 4)])
        let pack = TestPacks.pack([TestPacks.ladder(counts: [rule])])
        let history = (1...12).map { violation("2023-01-01", "\($0)") }
        let line = decide(facts("2024-06-01", history: history), under: pack).lines[0]
        #expect(line.alternatives.map(\.earlier) == [0, 1, 2, 3, 4, 7, 10])
        #expect(line.alternatives.map(\.step) == [1, 1, 1, 1, 1, 3, 4])
    }

    @Test func `how far a class rises is said by the class that it starts from`() {
        func fine(_ first: SeverityClass.Raise.Reach, _ second: SeverityClass.Raise.Reach) -> String {
            let counting = TestPacks.counting(repeats: [.anyCriterion])
            func severity(_ code: String, _ to: String?, _ reach: SeverityClass.Raise.Reach) -> SeverityClass {
                SeverityClass(
                    code: code, name: Localized(["en": code]), citation: TestPacks.citation,
                    raise: to.map { SeverityClass.Raise(to: $0, counting: counting, reaches: [reach]) })
            }
            let pack = TestPacks.pack { rules in
                rules.classes = [
                    severity("low", "middle", first), severity("middle", "high", second), severity("high", nil, first),
                ]
                rules.criteria = [RandomRules.criterion("J", "low")]
                rules.ladders = [("low", 1), ("middle", 2), ("high", 3)].map { code, euros in
                    TestPacks.ladder(
                        code, [], classes: [code], counts: [TestPacks.counting()],
                        steps: [TestPacks.step(TestPacks.fine(euros))])
                }
            }
            return decide(facts("2024-06-01", history: [violation("2024-05-01")]), under: pack).text
        }
        #expect(fine(.oneClass, .everyClass) == "a fine of EUR 2")
        #expect(fine(.everyClass, .oneClass) == "a fine of EUR 3")
    }
}
