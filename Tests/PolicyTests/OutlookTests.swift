import Chance
import Policy
import Testing

@Suite struct OutlookTests {
    @Test func `the outlook names the next step, its last day and the day of a fresh start`() {
        let decision = decide(facts("2024-06-01", history: [violation("2023-09-01")]), under: TestPacks.pack())
        let outlook = decision.lines[0].outlook
        #expect(outlook.map(\.code) == [.furtherViolation, .laterViolation, .firstAgain, .ifSetAside])
        #expect(outlook.map(\.step) == [3, 2, nil, 1])
        #expect(outlook.map(\.from) == [nil, day("2025-09-01"), nil, nil])
        #expect(outlook.map(\.day) == [day("2025-09-01"), day("2026-06-01"), day("2026-06-01"), nil])
    }

    @Test func `an unknown window gives no day`() {
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: nil)])
        let outlook = decide(facts("2024-06-01"), under: pack).lines[0].outlook
        #expect(outlook.map(\.code) == [.furtherViolation, .windowUnknown])
        #expect(outlook.map(\.measure) == [TestPacks.closure(1), nil])
        #expect(outlook.map(\.day) == [nil, nil])
    }

    @Test func `a window that runs from the decision is told by its length`() {
        let lookBack = TestPacks.lookBack(2, .years, anchors: [.earlierDecision])
        let outlook = decide(facts("2024-06-01"), under: TestPacks.pack([TestPacks.ladder(lookBack: lookBack)]))
            .lines[0].outlook
        #expect(outlook.map(\.code) == [.furtherViolation, .firstAgain])
        #expect(outlook.map(\.day) == [nil, nil])
        #expect(outlook.map(\.length) == [Length(value: 2, unit: .years), Length(value: 2, unit: .years)])
    }

    @Test(arguments: [
        (
            Language.english,
            [
                "Once this violation is established, a further violation of J within 2 years after the decision about this one leads to closure for 1 month.",
                "This violation stops counting 2 years after the decision about it; the rules were asked before that was taken, so no day is named.",
            ]
        ),
        (
            Language.dutch,
            [
                "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van J binnen 2 jaar na het besluit over deze tot sluiting voor 1 maand.",
                "Deze overtreding telt 2 jaar na het besluit erover niet meer mee; de regels zijn gevraagd voordat dat was genomen, dus er staat geen dag.",
            ]
        ),
        (
            Language.german,
            [
                "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen J, bis 2 Jahre nach der Entscheidung über diesen: Schließung für 1 Monat.",
                "Dieser Verstoß zählt 2 Jahre nach der Entscheidung über ihn nicht mehr; die Regeln wurden gefragt, bevor sie getroffen war, daher steht hier kein Tag.",
            ]
        ),
    ])
    func `no day is named that depends on a decision still to come`(language: Language, sentences: [String]) {
        let lookBack = TestPacks.lookBack(2, .years, anchors: [.earlierDecision])
        let decision = decide(facts("2024-06-01"), under: TestPacks.pack([TestPacks.ladder(lookBack: lookBack)]))
        let said = explain(decision, language: language)
        #expect(sentences.allSatisfy(said.contains), "\(said)")
        #expect(said.allSatisfy { !$0.contains("2026") }, "\(said)")
    }

    @Test(arguments: [
        (
            Language.english,
            "From 1 June 2026 on, what it leads to depends on what is decided about this one, and when."
        ),
        (
            Language.dutch,
            "Vanaf 1 juni 2026 hangt het ervan af wat over deze wordt besloten, en wanneer."
        ),
        (
            Language.german,
            "Ab dem 1. Juni 2026 hängt es davon ab, was über diesen entschieden wird, und wann."
        ),
    ])
    func `where it may run from the finding or from the decision, it is told that it depends on that`(
        language: Language, sentence: String
    ) {
        let lookBack = TestPacks.lookBack(2, .years, anchors: [.earlierFinding, .earlierDecision])
        let decision = decide(facts("2024-06-01"), under: TestPacks.pack([TestPacks.ladder(lookBack: lookBack)]))
        let said = explain(decision, language: language)
        #expect(said.contains(sentence), "\(said)")
    }

    @Test func `what the outlook promises comes true on every day up to its last`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<3_000 {
            let one = RandomCase(&random, openReadings: false)
            let line = decide(one.facts, under: one.pack).lines[0]
            let promise = try #require(line.outlook.first)
            guard let end = promise.day else { continue }
            let last = end.adding(days: -1)
            let decided = one.facts.history.filter { $0.reference != one.facts.inspection }.compactMap(\.decidedOn)
                .max()
            // Whatever was decided by now says how late it is.
            let today = max(one.facts.day, decided ?? one.facts.day)
            let isAfter = promise.afterDecision == true
            let known = promise.from?.adding(days: -1) ?? (isAfter ? today : one.facts.day)
            guard last > known else { continue }
            let counted = one.facts.history.filter { $0.reference != one.facts.inspection }
            var later = one.facts
            later.day = known.adding(days: Int.random(in: 1...known.days(until: last), using: &random))
            later.inspection = "later"
            later.history =
                counted + [
                    PastViolation(
                        id: "this", criterion: "J", day: one.facts.day, standing: .established, outlet: "o1",
                        decidedOn: today, reference: "this")
                ]
            #expect(decide(later, under: one.pack).lines[0].step == promise.step)
        }
    }

    @Test func `after the fresh start this violation no longer counts`() throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<3_000 {
            let one = RandomCase(&random, openReadings: false)
            let line = decide(one.facts, under: one.pack).lines[0]
            guard let fresh = line.outlook.first(where: { $0.code == .firstAgain })?.day else { continue }
            var later = one.facts
            later.history = [violation("\(one.facts.day)")]
            later.inspection = nil
            later.day = fresh
            #expect(decide(later, under: one.pack).lines[0].step == 1)
            later.day = fresh.adding(days: -1)
            #expect(later.day == one.facts.day || decide(later, under: one.pack).lines[0].step == 2)
        }
    }
}
