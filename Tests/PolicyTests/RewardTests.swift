import FoundationEssentials
import Testing

@testable import Policy

/// A reward is earned by a period in which somebody looked: "not checked" is never counted as compliant.
@Suite struct RewardTests {
    private static let year = Length(value: 1, unit: .years)
    private static let name = Localized([
        "en": "a calm year", "nl": "een rustig jaar", "de": "ein ruhiges Jahr",
    ])

    private func reward(
        _ inspections: Sourced<Int>?, _ effect: Reward.Effect = .lookBack(year), for length: Length = year
    ) -> Reward {
        Reward(
            code: "calm", name: Self.name, compliantFor: length, inspections: inspections, effect: effect,
            citation: TestPacks.citation)
    }

    private func needed(_ number: Int?) -> Sourced<Int> { Sourced(number, TestPacks.citation) }

    /// An earlier violation a year and a half before, which counts unless the shorter look-back is earned.
    private func decided(
        _ inspections: [String]?, _ reward: Reward, format: Int = Decision.format, history: [String] = ["2022-12-01"]
    ) -> Decision {
        var facts = facts(
            "2024-06-01", history: history.enumerated().map { violation($1, "v\($0 + 1)") })
        facts.inspections = inspections?.map { day($0) }
        return decide(facts, under: TestPacks.pack { $0.rewards = [reward] }, format: format)
    }

    private func told(_ decision: Decision, _ language: Language = .english) -> [String] {
        explain(decision, language: language)
    }

    @Test func `so many inspections must lie in the period, from its first day to the day before`() {
        let reward = reward(needed(2))
        #expect(decided(["2023-06-01", "2024-05-31"], reward).lines[0].step == 1)
        #expect(decided(["2024-05-31", "2024-05-31", "2024-05-30"], reward).lines[0].step == 1)
        for inspections in [[], ["2024-05-31"], ["2023-05-31", "2024-05-31"], ["2024-05-31", "2024-06-01"]] {
            let decision = decided(inspections, reward)
            #expect(decision.text == "closure for 1 month")
            #expect(decision.rewards == [])
        }
    }

    @Test func `an established violation in the period breaks it, however often somebody looked`() {
        let decision = decided(["2024-05-31", "2024-05-30"], reward(needed(2)), history: ["2023-06-01"])
        #expect(decision.text == "closure for 1 month")
        #expect(decision.rewards == [] && decision.notEarned == nil)
    }

    @Test func `what was counted is told in each language`() {
        let decision = decided(["2023-06-01", "2024-05-31", "2024-05-31"], reward(needed(2)))
        #expect(decision.rewards.map(\.inspected) == [.init(period: Self.year, found: 3, needed: 2)])
        #expect(
            told(decision).contains(
                "Earned by complying: a calm year (no established violation in 1 year, 3 inspections of the 2 that are "
                    + "needed); earlier violations count for 1 year only."))
        #expect(
            told(decision, .dutch).contains(
                "Verdiend door naleving: een rustig jaar (geen vastgestelde overtreding in 1 jaar, 3 controles van de 2 die "
                    + "nodig zijn); eerdere overtredingen tellen maar 1 jaar mee."))
        #expect(
            told(decision, .german).contains(
                "Durch Einhaltung verdient: ein ruhiges Jahr (kein festgestellter Verstoß in 1 Jahr, 3 Kontrollen, nötig "
                    + "sind 2); frühere Verstöße zählen nur 1 Jahr lang."))
        #expect(
            told(decided([], reward(needed(0)))).contains(
                "Earned by complying: a calm year (no established violation in 1 year, and no inspection is needed); "
                    + "earlier violations count for 1 year only."))
    }

    @Test func `what is missing to it is told with the numbers`() {
        let decision = decided(["2024-05-31"], reward(needed(2)))
        #expect(decision.notEarned?.map(\.inspected) == [.init(period: Self.year, found: 1, needed: 2)])
        #expect(
            told(decision).contains(
                "Not earned: a calm year. No violation was established in the 1 year before this day, but there was 1 "
                    + "inspection of the 2 that are needed."))
        #expect(
            told(decision, .dutch).contains(
                "Niet verdiend: een rustig jaar. Vóór deze dag is 1 jaar lang geen overtreding vastgesteld, maar er was 1 "
                    + "controle van de 2 die nodig zijn."))
        #expect(
            told(decision, .german).contains(
                "Nicht verdient: ein ruhiges Jahr. Vor diesem Tag wurde 1 Jahr lang kein Verstoß festgestellt, aber es gab: "
                    + "1 Kontrolle, nötig sind 2."))
        #expect(
            told(decided([], reward(needed(1), .inspectionEvery(Self.year)))).contains(
                "Not earned: a calm year. No violation was established in the 1 year before this day, but there was no "
                    + "inspection of the 1 that is needed."))
    }

    @Test func `where the facts state no inspections and that matters, a person decides`() {
        let decision = decided(nil, reward(needed(2)))
        let line = decision.lines[0]
        #expect(decision.personDecides)
        #expect(line.unknown?.about == .fact)
        #expect(line.alternatives.map { [$0.step, $0.rewarded == true ? 1 : 0] } == [[2, 0], [1, 1]])
        #expect(line.refused.map(\.reason) == [.rewardNotKnown])
        for (language, sentences) in [
            (
                Language.english,
                [
                    "A person decides: a fact is missing that the rule needs.",
                    "The facts do not state the inspections before this one: a calm year takes 2 in 1 year.",
                    "If the reward is not earned and 1 earlier violation counts, step 2 applies: closure for 1 month.",
                    "If the reward is earned and no earlier violation counts, step 1 applies: a warning.",
                    "Whether this is earned is not known: a calm year. No violation was established in the 1 year before this "
                        + "day, but the facts do not state the inspections, and it takes 2.",
                ]
            ),
            (
                .dutch,
                [
                    "De feiten vermelden de controles vóór deze niet: een rustig jaar vraagt er 2 in 1 jaar.",
                    "Als de beloning niet is verdiend en 1 eerdere overtreding meetelt, geldt stap 2: sluiting voor 1 maand.",
                    "Of dit verdiend is, is niet bekend: een rustig jaar. Vóór deze dag is 1 jaar lang geen overtreding "
                        + "vastgesteld, maar de feiten vermelden de controles niet, en het vraagt er 2.",
                ]
            ),
            (
                .german,
                [
                    "Die Tatsachen nennen die Kontrollen vor dieser nicht: ein ruhiges Jahr verlangt 2 in 1 Jahr.",
                    "Falls gilt: die Vergünstigung ist nicht verdient und 1 früherer Verstoß zählt, dann folgt Stufe 2: "
                        + "Schließung für 1 Monat.",
                    "Ob dies verdient ist, ist nicht bekannt: ein ruhiges Jahr. Vor diesem Tag wurde 1 Jahr lang kein Verstoß "
                        + "festgestellt, aber die Tatsachen nennen die Kontrollen nicht; nötig sind 2.",
                ]
            ),
        ] {
            let all = told(decision, language)
            for sentence in sentences where !all.contains(sentence) { Issue.record("\(sentence) is not in \(all)") }
        }
    }

    @Test func `where they come to the same step anyway, that is recommended and the rest is only told`() {
        for reward in [reward(needed(2)), reward(needed(nil)), reward(nil), reward(needed(2), .stepsDown(1))] {
            let decision = decided(nil, reward, history: [])
            #expect(decision.text == "a warning")
            #expect(decision.rewards == [])
            #expect(decision.notEarned?.map(\.code) == ["calm"])
        }
        let every = decided(nil, reward(needed(2), .inspectionEvery(Self.year)))
        #expect(every.text == "closure for 1 month")
    }

    @Test func `where the source does not say how many, or the pack does not, a person decides`() {
        for reward in [reward(needed(nil)), reward(nil), reward(nil, .stepsDown(1))] {
            let decision = decided(["2024-05-31"], reward)
            #expect(decision.personDecides)
            #expect(decision.lines[0].unknown?.about == .reward)
            #expect(
                decision.reasonPersonDecides
                    == "A person decides: the source does not say how many inspections a reward takes, and here that matters."
            )
            #expect(
                told(decision).contains(
                    "Whether this is earned is left to a person: a calm year. No violation was established in the 1 year before "
                        + "this day, and the source does not say how many inspections it takes."))
            #expect(
                told(decision, .dutch)[1]
                    == "Een mens beslist: de bron zegt niet hoeveel controles een beloning vraagt, en dat maakt hier uit."
            )
            #expect(
                told(decision, .german)[1]
                    == "Ein Mensch entscheidet: Die Quelle sagt nicht, wie viele Kontrollen eine Vergünstigung verlangt, und "
                    + "hier kommt es darauf an.")
        }
    }

    @Test func `a step down that may be earned leaves the step open, and named conduct settles it`() {
        let open = decided(nil, reward(needed(1), .stepsDown(1)))
        #expect(open.lines[0].alternatives.map(\.step) == [2, 1])
        let skip = Skip(
            conduct: "knowingly", name: Localized(["en": "knowingly"]), target: .step(3), citation: TestPacks.citation)
        let pack = TestPacks.pack { rules in
            rules.rewards = [reward(needed(1), .stepsDown(1))]
            rules.ladders = [TestPacks.ladder(counts: [TestPacks.counting()], skips: [skip])]
        }
        var facts = facts("2024-06-01", history: [violation("2022-12-01")])
        facts.findings[0].conduct = ["knowingly"]
        #expect(decide(facts, under: pack).text == "closure for 3 months")
    }

    @Test func `whether a class rises may hang on it too`() {
        let raise = SeverityClass.Raise(to: "high", counting: TestPacks.counting(), reaches: [.everyClass])
        let classes = [
            SeverityClass(code: "low", name: Localized(["en": "low"]), citation: TestPacks.citation, raise: raise),
            SeverityClass(code: "high", name: Localized(["en": "high"]), citation: TestPacks.citation, raise: nil),
        ]
        let pack = TestPacks.pack { rules in
            rules.classes = classes
            rules.criteria = [
                Criterion(
                    code: "J", name: Localized(["en": "J"]), norm: Localized(["en": "J"]), citation: TestPacks.citation,
                    severity: "low")
            ]
            rules.ladders = [
                TestPacks.ladder("low", [], classes: ["low"], counts: [TestPacks.counting()]),
                TestPacks.ladder("high", [], classes: ["high"], counts: [TestPacks.counting()]),
            ]
            rules.rewards = [reward(needed(1))]
        }
        var facts = facts("2024-06-01", history: [violation("2022-12-01")])
        #expect(decide(facts, under: pack).lines[0].unknown?.about == .fact)
        facts.inspections = []
        #expect(decide(facts, under: pack).lines[0].severity?.code == "high")
        facts.inspections = [day("2024-01-01")]
        #expect(decide(facts, under: pack).lines[0].severity?.code == "low")
    }

    @Test func `what follows once it could be earned depends on how often somebody looks until then`() {
        let decision = decided(["2024-05-31"], reward(needed(1)), history: [])
        #expect(
            decision.lines[0].outlook.map(\.result) == [.measures, .dependsOnInspections, nil])
        for (language, sentence) in [
            (
                Language.english,
                "From 2 June 2025 on and before 1 June 2026, what it leads to depends, if nothing else is found before, on how "
                    + "often the outlet is inspected until then."
            ),
            (
                .dutch,
                "Vanaf 2 juni 2025 en vóór 1 juni 2026 hangt het, als eerder niets anders wordt geconstateerd, ervan af hoe vaak "
                    + "het verkooppunt tot dan wordt gecontroleerd."
            ),
            (
                .german,
                "Ab dem 2. Juni 2025 und vor dem 1. Juni 2026 hängt es, wenn vorher nichts anderes festgestellt wird, davon ab, "
                    + "wie oft die Verkaufsstelle bis dahin kontrolliert wird."
            ),
        ] {
            let all = told(decision, language)
            #expect(all.contains(sentence), "\(all)")
        }
        #expect(
            decided(["2024-05-31"], reward(needed(0)), history: []).lines[0].outlook.map(\.result)
                == [.measures, .measures, nil])
    }

    @Test func `format 4 comes out as it was stored, whoever looked`() {
        for reward in [reward(nil), reward(needed(2))] {
            let old = decided(nil, reward, format: 4)
            #expect(old.format == 4)
            #expect(old.text == "a warning")
            #expect(old.rewards.map(\.inspected) == [nil])
            #expect(old.notEarned == nil)
            #expect(
                told(old).contains(
                    "Earned by complying: a calm year; earlier violations count for 1 year only."))
            #expect(old.lines[0].outlook.map(\.result) == [.measures, .measures, .measures, nil])
        }
    }

    @Test func `the JSON of what is earned and of what is not reads back and equals that of the encoder`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for inspections in [nil, [], ["2024-01-01", "2024-02-01"]] {
            let decision = decided(inspections, reward(needed(2)))
            let bytes = Data(decision.json())
            #expect(try JSONDecoder().decode(Decision.self, from: bytes) == decision)
            #expect(try encoder.encode(decision) == bytes)
        }
        var facts = facts("2024-06-01")
        facts.inspections = [day("2024-01-01"), day("2024-02-01")]
        #expect(
            String(decoding: facts.json(), as: UTF8.self).contains(
                "\"inspections\":[\"2024-01-01\",\"2024-02-01\"]"))
    }

    @Test func `the proof tries enough inspections, too few and none stated, for every mixture of rewards`() throws {
        func inspections(_ rewards: [Reward]) throws -> [[LocalDate]?] {
            try Prover(TestPacks.pack { $0.rewards = rewards }, limit: 1_000).inspections()
        }
        let day = ProofScope.day
        let (year, two) = (day.subtracting(Self.year), day.subtracting(Length(value: 2, unit: .years)))
        #expect(try inspections([]) == [[]])
        #expect(try inspections([reward(needed(0)), reward(needed(nil)), reward(nil)]) == [[]])
        #expect(try inspections([reward(needed(3), .inspectionEvery(Self.year))]) == [[]])
        #expect(try inspections([reward(needed(2))]) == [nil, [], [year, year]])
        // One a year in one, three in two years in the other: each alone, both, and neither.
        let other = reward(needed(3), .stepsDown(1), for: Length(value: 2, unit: .years))
        #expect(
            try inspections([reward(needed(1)), other])
                == [nil, [], [year], [two, two, two], [year, two, two]])
        // Who has two in a year has one in two years.
        let easier = reward(needed(1), .stepsDown(1), for: Length(value: 2, unit: .years))
        #expect(try inspections([reward(needed(2)), easier]) == [nil, [], [two], [year, year]])
    }

    @Test
    func `the proof covers three times as much where inspections are asked for, and finds what would be wrong in each`()
        throws
    {
        func proof(_ number: Int, _ effect: Reward.Effect, _ steps: [Measure]) -> Proof {
            let reach = [CountingRule.Reach(violations: 1, step: 1), CountingRule.Reach(violations: 2, step: 2)]
            return prove(
                TestPacks.pack { rules in
                    rules.criteria = [TestPacks.criterion("J")]
                    rules.combination = Combination(
                        rule: .heaviestAbsorbs, citation: TestPacks.citation, order: [.warning, .fine, .closure],
                        continuing: [.oneViolation])
                    rules.ladders = [
                        TestPacks.ladder(
                            counts: [TestPacks.counting(reach: reach)], steps: steps.map { TestPacks.step($0) })
                    ]
                    rules.rewards = [reward(needed(number), effect)]
                })
        }
        let rising = [Measure(kind: .warning), TestPacks.fine(100)]
        for effect in [Reward.Effect.lookBack(Self.year), .stepsDown(1)] {
            let (none, one) = (proof(0, effect, rising), proof(1, effect, rising))
            #expect(none.problems == [] && one.problems == [])
            #expect(one.combinations == 3 * none.combinations)
        }
        // The milder step is found whether or not somebody looked.
        let falling = proof(1, .stepsDown(1), [TestPacks.fine(500), TestPacks.fine(100)])
        #expect(falling.problems.contains { $0.kind == .milder })
    }
}
