import Policy
import Testing

@Suite struct CountingTests {
    private func line(_ history: [PastViolation], _ ladder: Ladder = TestPacks.ladder()) -> Line {
        decide(facts("2024-06-01", history: history), under: TestPacks.pack([ladder])).lines[0]
    }

    @Test func `every refusal says why`() throws {
        let refused = line([
            violation("2024-05-01", "1", outlet: "o2"), violation("2024-05-01", "2", criterion: "A"),
            violation("2024-05-01", "3", standing: .setAside), violation("2024-05-01", "4", standing: .alleged),
            violation("2024-06-01", "5"), violation("2024-06-02", "6"), violation("2022-05-31", "7"),
            violation("2022-06-01", "8"),
        ]).refused
        let texts = Dictionary(uniqueKeysWithValues: refused.map { ($0.id, $0.text) })
        #expect(
            texts == [
                "1": "it was at another outlet", "2": "it was a violation of another criterion",
                "3": "it was set aside", "4": "it is only alleged, not established",
                "5": "it is of the same day, and it is not known which came first",
                "6": "it is later than this violation",
                "7": "it lies 2 days outside the period", "8": "it lies 1 day outside the period",
            ])
    }

    @Test func `the reason is told that stays once a violation is established`() {
        var corrected = violation("2024-06-01", "2", criterion: "A", standing: .setAside)
        corrected.reference = "I-1"
        corrected.setAsideBy = .correction
        var facts = facts("2024-06-01", history: [violation("2024-06-02", "1", standing: .alleged), corrected])
        facts.inspection = "I-1"
        let refused = decide(facts, under: TestPacks.pack()).lines[0].refused
        #expect(
            Dictionary(uniqueKeysWithValues: refused.map { ($0.id, $0.reason) }) == [
                "1": .laterThanThis, "2": .findingCorrected,
            ])
        let before = decide(facts, under: TestPacks.pack(), format: 3).lines[0].refused
        #expect(
            Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0.reason) }) == [
                "1": .onlyAlleged, "2": .thisInspection,
            ])
    }

    @Test func `a violation that was set aside says what set it aside, in three languages`() {
        let history = SetAsideBy.allCases.enumerated().map { number, cause in
            var past = violation("2024-05-01", "\(number)", standing: .setAside)
            past.setAsideBy = cause
            return past
        }
        let refused = line(history).refused
        #expect(refused.map(\.reason) == [.inspectionVoided, .actionRevoked, .letGo, .findingCorrected])
        #expect(
            refused.map(\.text) == [
                "its inspection was voided", "the action that established it was revoked",
                "its action was revoked, and it was decided that nothing follows from it", "its finding was corrected",
            ])
        let facts = facts("2024-06-01", history: history)
        let decision = decide(facts, under: TestPacks.pack())
        #expect(
            explain(decision, language: .dutch).filter { $0.contains("controle die haar") } == [
                "De overtreding van J op 1 mei 2024 (inspection 0) telt niet mee: de controle die haar constateerde is ongeldig verklaard."
            ])
        #expect(
            explain(decision, language: .german).filter { $0.contains("Kontrolle, die ihn") } == [
                "Der Verstoß gegen J vom 1. Mai 2024 (inspection 0) zählt nicht: die Kontrolle, die ihn feststellte, wurde für ungültig erklärt."
            ])
        #expect(String(decoding: facts.json(), as: UTF8.self).contains(#""setAsideBy":"voiding""#))
    }

    @Test func `two violations of one earlier inspection are one event`() {
        let ladder = TestPacks.ladder("main", ["A", "J"], repeats: [.sameLadder])
        let line = line(
            [
                violation("2024-05-01", "1", criterion: "A", reference: "i7"),
                violation("2024-05-01", "2", criterion: "J", reference: "i7"),
                violation("2024-05-02", "3", criterion: "J", reference: "i8"),
            ], ladder)
        #expect(line.step == 3)
        #expect(line.counted.map(\.id) == ["1", "3"])
        #expect(line.refused.map(\.reason) == [.sameInspection])
    }

    @Test func `the inspection that is being decided does not count itself, whatever day it states`() {
        var facts = facts("2024-06-01", history: [violation("2024-05-31", reference: "i9")])
        facts.inspection = "i9"
        let line = decide(facts, under: TestPacks.pack()).lines[0]
        #expect(line.step == 1)
        #expect(line.refused.map(\.text) == ["it was found in this inspection itself"])
    }

    @Test func `a violation of the inspection that is decided is no earlier one, whatever its standing`() {
        for standing in Standing.allCases {
            var facts = facts("2024-06-01", history: [violation("2024-06-01", standing: standing, reference: "i9")])
            facts.inspection = "i9"
            let decision = decide(facts, under: TestPacks.pack())
            #expect(decision.lines[0].step == 1)
            #expect(decision.lines[0].refused.map(\.reason) == [.thisInspection])
            #expect(
                Language.allCases.allSatisfy { language in
                    explain(decision, language: language).allSatisfy { !$0.contains("(i9)") }
                })
        }
    }

    @Test func `of two inspections of one day the hour says which came first`() {
        func line(_ sameDay: SameDay?, _ ladder: Ladder = TestPacks.ladder()) -> Line {
            var earlier = violation("2024-06-01", "1")
            earlier.sameDay = sameDay
            return self.line([earlier], ladder)
        }
        #expect(line(.before).step == 2)
        #expect(line(.before).counted.map(\.id) == ["1"])
        #expect(line(.after).step == 1)
        #expect(line(.after).refused.map(\.text) == ["it is later than this violation"])
        let open = line(nil)
        #expect(open.step == nil)
        #expect(open.alternatives.map(\.step) == [1, 2])
        #expect(open.reason == "A person decides: a fact about an earlier violation is missing, and here that matters.")
        // In a period that may end later both count, whichever came first.
        let rolling = TestPacks.ladder(lookBack: TestPacks.lookBack(1, .years, anchors: [.anyPeriod]))
        #expect([.before, .after, nil].map { line($0, rolling).step } == [2, 2, 2])
    }

    @Test func `a violation of the inspection that is decided does not end a compliant period`() {
        let pack = TestPacks.pack { rules in
            rules.rewards = [
                Reward(
                    code: "calm", name: Localized(["en": "a calm year"]), compliantFor: Length(value: 1, unit: .years),
                    inspections: Sourced(0, TestPacks.citation),
                    effect: .inspectionEvery(Length(value: 1, unit: .years)), citation: TestPacks.citation)
            ]
        }
        var facts = facts("2024-06-01", history: [violation("2024-05-31", reference: "i9")])
        #expect(decide(facts, under: pack).rewards == [])
        facts.inspection = "i9"
        #expect(decide(facts, under: pack).rewards.map(\.code) == ["calm"])
    }

    @Test func `violations of one day are links of one chain, in whichever order their inspections are named`() {
        let chain = TestPacks.ladder(
            lookBack: TestPacks.lookBack(1, .years, anchors: [.earlierDecision], expiries: [.wholeLadder]))
        // The first still counts by its later decision; the second was decided at once, and only the first keeps it.
        for names in [("a", "b"), ("b", "a")] {
            let history = [
                violation("2023-04-01", "1", decided: "2023-09-01", reference: names.0),
                violation("2023-04-01", "2", decided: "2023-04-01", reference: names.1),
            ]
            #expect(line(history, chain).step == 3)
        }
    }

    @Test func `what makes a repeat is the choice of the pack`() {
        let history = [violation("2024-05-01", "1", criterion: "A"), violation("2024-05-02", "2", criterion: "O")]
        func step(_ rule: RepeatRule) -> Int? {
            line(history, TestPacks.ladder("main", ["A", "J"], repeats: [rule])).step
        }
        #expect(step(.sameCriterion) == 1)
        #expect(step(.sameLadder) == 2)
        #expect(step(.anyCriterion) == 3)
    }

    @Test func `a pack can count alleged violations, never those set aside`() {
        let history = [
            violation("2024-05-01", "1", standing: .alleged), violation("2024-05-02", "2", standing: .setAside),
        ]
        #expect(line(history, TestPacks.ladder(counted: .establishedOrAlleged)).step == 2)
    }

    @Test func `after the last step the last step is taken again, or a person decides`() {
        let history = (1...6).map { violation("2024-05-0\($0)", "\($0)") }
        let again = line(history)
        #expect(again.step == 4)
        #expect(again.measure?.kind == .withdrawal)
        let gap = Gap(.beyondLastStep, citation: TestPacks.citation)
        let open = line(history, TestPacks.ladder(beyond: .unknown(gap)))
        #expect(open.step == 7)
        #expect(open.measure == nil)
        #expect(open.reason == "A person decides: the source does not say what follows after the last step.")
    }

    @Test func `with an unknown window every earlier violation is left to a person`() {
        let ladder = TestPacks.ladder(lookBack: nil)
        let open = line([violation("2024-05-01", "1"), violation("1990-05-01", "2")], ladder)
        #expect(open.personDecides)
        #expect(open.step == nil)
        #expect(open.counted == [])
        #expect(open.refused.map(\.reason) == [.sourceDoesNotSay, .sourceDoesNotSay])
        #expect(open.alternatives.map(\.step) == [1, 2, 3])
        #expect(open.reason == "A person decides: the source does not say how long an earlier violation counts.")
        #expect(line([], ladder).step == 1)
    }

    @Test func `a step that the source does not give goes to a person`() {
        let gap = Gap(.step, citation: TestPacks.citation)
        let steps = [TestPacks.fourSteps[0], Step(.unknown(gap), notes: [])]
        let open = line([violation("2024-05-01")], TestPacks.ladder(steps: steps))
        #expect(open.step == 2)
        #expect(open.unknown == gap)
        #expect(open.reason == "A person decides: the source does not say which measure follows at this step.")
    }

    @Test func `a ladder without steps decides nothing and does not trap`() {
        #expect(line([], TestPacks.ladder(steps: [])).personDecides)
    }
}
