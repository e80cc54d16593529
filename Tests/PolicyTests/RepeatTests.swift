import Policy
import Testing

@Suite struct RepeatTests {
    private func criterion(_ code: String, _ severity: String, _ group: String, _ provision: String) -> Criterion {
        Criterion(
            code: code, name: Localized(["en": code]), norm: Localized(["en": code]), citation: TestPacks.citation,
            severity: severity, group: group, provision: provision)
    }

    private func pack(_ counts: [CountingRule]) -> Pack {
        TestPacks.pack { rules in
            rules.classes = ["low", "high"].map {
                SeverityClass(code: $0, name: Localized(["en": $0]), citation: TestPacks.citation)
            }
            rules.criteria = [
                criterion("J", "low", "persons", "12"), criterion("K", "high", "persons", "13"),
                criterion("L", "low", "paper", "12"), criterion("M", "high", "paper", "14"),
            ]
            rules.ladders = [TestPacks.ladder("main", ["J", "K"], counts: counts)]
        }
    }

    private func line(_ rule: CountingRule, _ history: [PastViolation], _ change: (inout Facts) -> Void = { _ in })
        -> Line
    {
        var facts = facts("2024-06-01", history: history)
        facts.operator = "p1"
        change(&facts)
        return decide(facts, under: pack([rule])).lines[0]
    }

    @Test func `each rule of repeats counts its own`() {
        let history = ["J", "K", "L", "M"].map { violation("2024-05-01", $0, criterion: $0) }
        func counted(_ rule: RepeatRule) -> [String] {
            line(TestPacks.counting(repeats: [rule]), history).counted.map(\.id)
        }
        #expect(counted(.sameCriterion) == ["J"])
        #expect(counted(.sameProvision) == ["J", "L"])
        #expect(counted(.sameClass) == ["J", "L"])
        #expect(counted(.sameGroup) == ["J", "K"])
        #expect(counted(.sameLadder) == ["J", "K"])
        #expect(counted(.anyCriterion) == ["J", "K", "L", "M"])
    }

    @Test func `the class in which it was decided goes before that of its criterion`() {
        let history = [violation("2024-05-01", criterion: "M", severity: "low")]
        #expect(line(TestPacks.counting(repeats: [.sameClass]), history).counted.count == 1)
    }

    @Test func `the count follows the premises, the operator, both or either`() {
        let history = [
            violation("2024-05-01", "here, other", operator: "p2"),
            violation("2024-05-02", "here, same", operator: "p1"),
            violation("2024-05-03", "there, same", outlet: "o2", operator: "p1"),
            violation("2024-05-04", "there, other", outlet: "o2", operator: "p2"),
        ]
        func counted(_ follows: Follows) -> [String] {
            line(TestPacks.counting(follows: [follows]), history).counted.map(\.id)
        }
        #expect(counted(.premises) == ["here, other", "here, same"])
        #expect(counted(.operator) == ["here, same", "there, same"])
        #expect(counted(.both) == ["here, same"])
        #expect(counted(.either) == ["here, other", "here, same", "there, same"])
    }

    @Test func `an operator who is not known leaves it to a person where that matters`() {
        let rule = TestPacks.counting(follows: [.operator])
        let open = line(rule, [violation("2024-05-01")])
        #expect(open.personDecides)
        #expect(open.reason == "A person decides: a fact about an earlier violation is missing, and here that matters.")
        #expect(open.refused.map(\.text) == ["it is not known who operated the outlet"])
        #expect(open.alternatives.map(\.step) == [1, 2])
        #expect(line(rule, [violation("2020-05-01")]).step == 1)
    }

    @Test func `whether warnings count`() {
        let history = [
            violation("2024-05-01", "1", measure: .warning), violation("2024-05-02", "2", measure: .fine),
            violation("2024-05-03", "3", measure: .conversation),
        ]
        #expect(line(TestPacks.counting(), history).step == 4)
        let without = line(TestPacks.counting(warnings: [.doNotCount]), history)
        #expect(without.step == 2)
        #expect(without.refused.map(\.text) == Array(repeating: "it ended with no more than a warning", count: 2))
        #expect(line(TestPacks.counting(warnings: [.doNotCount]), [violation("2024-05-01")]).personDecides)
    }

    @Test func `only what led to a certain measure counts`() {
        let history = [violation("2024-05-01", "1", measure: .closure), violation("2024-05-02", "2", measure: .fine)]
        let line = line(TestPacks.counting(ledTo: [.fine]), history)
        #expect(line.counted.map(\.id) == ["2"])
        #expect(line.refused.map(\.text) == ["it did not lead to a measure of the kind that counts"])
    }

    @Test func `three violations reach the first step, and fewer lead to nothing`() {
        let rule = TestPacks.counting(
            reach: [.init(violations: 3, step: 1), .init(violations: 5, step: 2)])
        func decision(_ earlier: Int) -> Decision {
            let history = (0..<earlier).map { violation("2024-05-0\($0 + 1)", "\($0)") }
            return decide(facts("2024-06-01", history: history), under: pack([rule]))
        }
        #expect(decision(0).text == "nothing")
        #expect(decision(1).text == "nothing")
        #expect(decision(2).text == "a warning")
        #expect(decision(3).text == "a warning")
        #expect(decision(4).text == "closure for 1 month")
        #expect(decision(1).lines[0].outlook[0].measure == Measure(kind: .warning))
    }

    @Test func `of several windows side by side the highest step is taken`() {
        let short = TestPacks.counting("short", lookBack: TestPacks.lookBack(1, .years))
        let long = TestPacks.counting(
            "long", lookBack: TestPacks.lookBack(5, .years), repeats: [.anyCriterion],
            reach: [.init(violations: 1, step: 1), .init(violations: 3, step: 4)])
        func line(_ days: [(String, String)]) -> Line {
            let history = days.map { violation($0.0, $0.0, criterion: $0.1) }
            return decide(facts("2024-06-01", history: history), under: pack([short, long])).lines[0]
        }
        #expect(line([("2024-05-01", "J")]).step == 2)
        #expect(line([("2022-05-01", "J")]).step == 1)
        let both = line([("2022-05-01", "M"), ("2021-05-01", "K")])
        #expect(both.step == 4)
        #expect(both.counted.map(\.id) == ["2021-05-01", "2022-05-01"])
        #expect(both.refused == [])
    }

    @Test func `an individual climbs a ladder of their own with a window of its own`() {
        let own = TestPacks.counting(lookBack: TestPacks.lookBack(1, .years), follows: [.individual])
        let pack = TestPacks.pack([
            TestPacks.ladder("licensee", counts: [TestPacks.counting(lookBack: TestPacks.lookBack(3, .years))]),
            TestPacks.ladder("person", subject: .individual, counts: [own]),
        ])
        let history = [
            violation("2022-06-01", "1", individual: "ann"), violation("2024-05-01", "2", individual: "ben"),
            violation("2023-06-02", "3", individual: "ann"),
        ]
        var facts = facts("2024-06-01", history: history)
        #expect(decide(facts, under: pack).lines.map(\.ladder) == ["licensee"])
        facts.individual = "ann"
        let lines = decide(facts, under: pack).lines
        #expect(lines.map(\.subject) == [.licensee, .individual])
        #expect(lines.map(\.step) == [4, 2])
        #expect(lines[1].refused.map(\.text) == ["it lies 367 days outside the period", "it was another person's"])
    }

    @Test func `a ladder for a type of outlet needs the type`() {
        let pack = TestPacks.pack([
            TestPacks.ladder("retail", outletTypes: ["retail"], counts: [TestPacks.counting()]),
            TestPacks.ladder(
                "farm", outletTypes: ["farm"], counts: [TestPacks.counting()],
                steps: [TestPacks.step(TestPacks.fine(5))]),
        ])
        var facts = facts("2024-06-01")
        #expect(decide(facts, under: pack).personDecides)
        facts.attributes = ["type": "farm"]
        #expect(decide(facts, under: pack).text == "a fine of EUR 5")
        facts.attributes = ["type": "other"]
        #expect(
            decide(facts, under: pack).reasonPersonDecides
                == "A person decides: the steps for this criterion are for outlets of another type.")
    }
}
