import Policy
import Testing

@Suite struct ClassAndConductTests {
    private let codes = ["minor", "moderate", "serious"]

    private func pack(_ reaches: [SeverityClass.Raise.Reach]) -> Pack {
        TestPacks.pack { rules in
            rules.classes = codes.enumerated().map { index, code in
                let counting = TestPacks.counting(
                    lookBack: TestPacks.lookBack(2, .years, anchors: [.thisViolation]), repeats: [.sameClass],
                    ledTo: [.fine])
                return SeverityClass(
                    code: code, name: Localized(["en": code]), citation: TestPacks.citation,
                    raise: index == 2
                        ? nil : SeverityClass.Raise(to: codes[index + 1], counting: counting, reaches: reaches))
            }
            rules.criteria = [
                Criterion(
                    code: "J", name: Localized(["en": "J"]), norm: Localized(["en": "J"]),
                    citation: TestPacks.citation, severity: "minor")
            ]
            rules.ladders = zip(codes, [100, 500, 1000]).map { code, euros in
                TestPacks.ladder(
                    code, [], classes: [code], counts: [TestPacks.counting(repeats: [.sameClass])],
                    steps: [TestPacks.step(TestPacks.fine(euros))])
            }
        }
    }

    private func decision(_ history: [PastViolation], _ reaches: [SeverityClass.Raise.Reach] = [.oneClass]) -> Decision
    {
        decide(facts("2024-06-01", history: history), under: pack(reaches))
    }

    @Test func `a repeat of a fined violation raises the class, on each side of the window`() {
        #expect(decision([]).text == "a fine of EUR 100")
        #expect(decision([violation("2022-06-02", measure: .fine)]).text == "a fine of EUR 500")
        #expect(decision([violation("2022-06-01", measure: .fine)]).text == "a fine of EUR 100")
        #expect(decision([violation("2024-05-01", measure: .warning)]).text == "a fine of EUR 100")
        let raised = decision([violation("2024-05-01", measure: .fine)]).lines[0]
        #expect(raised.severity?.code == "moderate")
        #expect(raised.severity?.raisedFrom == "minor")
        #expect(raised.ladder == "moderate")
    }

    @Test func `whether it rises one class or every class it repeats`() {
        let history = [
            violation("2024-04-01", "1", measure: .fine),
            violation("2024-05-01", "2", measure: .fine, severity: "moderate"),
        ]
        #expect(decision(history, [.oneClass]).text == "a fine of EUR 500")
        #expect(decision(history, [.everyClass]).text == "a fine of EUR 1,000")
        #expect(decision(history, [.oneClass, .everyClass]).personDecides)
    }

    @Test func `whether it rises is open where it is not known what followed`() {
        #expect(decision([violation("2024-05-01")]).personDecides)
    }

    @Test func `named conduct skips steps or has a measure of its own`() {
        let knowing = Skip(
            conduct: "knowingly", name: Localized(["en": "knowingly"]), target: .step(3), citation: TestPacks.citation)
        let breach = Skip(
            conduct: Skip.breachOfSuspension, name: Localized(["en": "while suspended"]),
            target: .outcome(.measure(Measure(kind: .withdrawal))), citation: TestPacks.citation)
        let pack = TestPacks.pack([TestPacks.ladder(counts: [TestPacks.counting()], skips: [knowing, breach])])
        var facts = facts("2024-06-01")
        #expect(decide(facts, under: pack).lines[0].step == 1)
        facts.findings[0].conduct = ["knowingly"]
        let line = decide(facts, under: pack).lines[0]
        #expect(line.step == 3)
        #expect(line.skipped.map(\.code) == ["knowingly"])
        facts.running = [.suspension]
        #expect(decide(facts, under: pack).measure == Measure(kind: .withdrawal))
        facts.running = [.warning]
        #expect(decide(facts, under: pack).measure == TestPacks.closure(3))
    }

    @Test func `conduct that was not stated is told where it would lead elsewhere, and only there`() {
        let skips = [
            Skip(
                conduct: "knowingly", name: Localized(["en": "knowingly", "nl": "bewust", "de": "wissentlich"]),
                target: .step(3), citation: TestPacks.citation),
            Skip(
                conduct: "twice", name: Localized(["en": "twice"]), target: .step(1), citation: TestPacks.citation),
            Skip(
                conduct: "forged", name: Localized(["en": "with forged papers"]),
                target: .outcome(.measure(Measure(kind: .withdrawal))), citation: TestPacks.citation),
            Skip(
                conduct: Skip.breachOfSuspension, name: Localized(["en": "while suspended"]), target: .step(3),
                citation: TestPacks.citation),
        ]
        let pack = TestPacks.pack([TestPacks.ladder(counts: [TestPacks.counting()], skips: skips)])
        var facts = facts("2024-06-01")
        func ahead() -> [Outlook] { decide(facts, under: pack).lines[0].outlook.filter { $0.code == .ifConduct } }
        #expect(ahead().map(\.conduct?.code) == ["knowingly", "forged"])
        #expect(ahead().map(\.step) == [3, nil])
        #expect(ahead().map(\.measure) == [TestPacks.closure(3), Measure(kind: .withdrawal)])
        let sentences = Language.allCases.map { language in
            explain(decide(facts, under: pack), language: language).filter { $0.contains("(knowingly)") }
        }
        #expect(sentences.joined().count == 3)
        facts.findings[0].conduct = ["knowingly"]
        #expect(ahead().map(\.conduct?.code) == ["forged"])
        facts.findings[0].conduct = ["forged"]
        #expect(ahead() == [])
    }

    @Test func `where a gate denies the violation, no conduct leads anywhere`() {
        let knowing = Skip(
            conduct: "knowingly", name: Localized(["en": "knowingly"]), target: .step(3), citation: TestPacks.citation)
        let pack = TestPacks.pack([
            TestPacks.ladder(counts: [TestPacks.counting()], gates: [TestPacks.gate("proven")], skips: [knowing])
        ])
        var facts = facts("2024-06-01")
        #expect(decide(facts, under: pack).lines[0].outlook.map(\.code).contains(.ifConduct))
        facts.confirmations = [Confirmation(gate: "proven", criterion: "J", holds: false)]
        #expect(decide(facts, under: pack).lines[0].outlook == [])
    }
}
