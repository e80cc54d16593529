import FoundationEssentials
import Policy
import Testing

/// What is told of the days ahead where the rules are known to change, to end, or to count from a decision.
@Suite struct ComingRulesTests {
    private func pack(_ version: String, _ second: Measure, years: Int, through: String? = nil) -> Pack {
        let ladder = TestPacks.ladder(
            lookBack: TestPacks.lookBack(years, .years),
            steps: [TestPacks.step(Measure(kind: .warning)), TestPacks.step(second)])
        return Pack(
            id: "p", version: version, titles: Localized(["en": "P"]), sha256: version, language: "en",
            validThrough: through.map(day), rules: TestPacks.pack([ladder]).rules)
    }

    private func told(_ decision: Decision, _ language: Language = .english) -> [String] {
        let words = ["Once", "From", "Is deze", "Vanaf", "Ist dieser", "Ab dem", "What a further"]
        return explain(decision, language: language).filter { line in words.contains { line.hasPrefix($0) } }
    }

    private var first: Pack { pack("1", TestPacks.closure(3), years: 3) }
    private var second: ComingRules {
        ComingRules(pack: pack("2", Measure(kind: .withdrawal), years: 1), from: day("2027-01-01"))
    }

    @Test(arguments: [
        (
            Language.english,
            [
                "Once this violation is established, a further violation of J before 1 January 2027 leads to closure for "
                    + "3 months.",
                "From 1 January 2027 on and before 26 November 2027, under version 2 of the rules, it leads, if nothing else "
                    + "is found before, to withdrawal of the licence.",
                "From 26 November 2027 on, this violation no longer counts against the outlet.",
            ]
        ),
        (
            .dutch,
            [
                "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van J vóór 1 januari 2027 tot "
                    + "sluiting voor 3 maanden.",
                "Vanaf 1 januari 2027 en vóór 26 november 2027 leidt zij onder versie 2 van de regels, als daarvoor niets "
                    + "anders wordt geconstateerd, tot intrekking van de vergunning.",
                "Vanaf 26 november 2027 telt deze overtreding niet meer mee.",
            ]
        ),
        (
            .german,
            [
                "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen J vor dem 1. Januar 2027: "
                    + "Schließung für 3 Monate.",
                "Ab dem 1. Januar 2027 und vor dem 26. November 2027 folgt nach Version 2 der Regeln, wenn vorher nichts "
                    + "anderes festgestellt wird: Entzug der Genehmigung.",
                "Ab dem 26. November 2027 zählt dieser Verstoß nicht mehr.",
            ]
        ),
    ])
    func `a version that is active from a later day judges what is found from then on`(
        language: Language, sentences: [String]
    ) {
        #expect(told(decide(facts("2026-11-26"), under: first, coming: [second]), language) == sentences)
    }

    @Test(arguments: [
        (
            Language.english,
            "From 1 June 2027 on no rules govern, as far as is known now: what was told before holds no longer."
        ),
        (
            .dutch,
            "Vanaf 1 juni 2027 gelden er, voor zover nu bekend, geen regels: wat hiervoor staat geldt dan niet meer."
        ),
        (
            .german,
            "Ab dem 1. Juni 2027 gelten, soweit jetzt bekannt, keine Regeln: was davor steht, gilt dann nicht mehr."
        ),
    ])
    func `after the end of a pack nothing is promised`(language: Language, sentence: String) {
        let end = ComingRules(pack: nil, from: day("2027-06-01"))
        let decision = decide(facts("2026-11-26"), under: first, coming: [end])
        #expect(told(decision, language).count == 2)
        #expect(told(decision, language).last == sentence)
        #expect(decision.lines[0].outlook.map(\.day) == [day("2027-06-01"), nil])
        let ownEnd = decide(
            facts("2026-11-26"), under: pack("1", TestPacks.closure(3), years: 3, through: "2027-05-31"))
        #expect(told(ownEnd, language) == told(decision, language))
    }

    @Test func `a version that does not know the criterion leaves it to a person`() {
        let rules = TestPacks.pack([TestPacks.ladder("a", ["A"])], criteria: [TestPacks.criterion("A")]).rules
        let other = Pack(
            id: "p", version: "2", titles: Localized(["en": "P"]), sha256: "2", language: "en", rules: rules)
        let coming = [ComingRules(pack: other, from: day("2027-01-01"))]
        let told = told(decide(facts("2026-11-26"), under: first, coming: coming))
        #expect(told[0].contains("before 1 January 2027 leads to closure for 3 months"), "\(told)")
        #expect(
            told[1]
                == "From 1 January 2027 on, under version 2 of the rules, it leads, if nothing else is found before, to a "
                + "decision by a person, because these rules do not know this criterion.")
    }

    @Test func `formats before 5 took the rules for ever, and are told so again`() {
        let old = decide(facts("2026-11-26"), under: first, coming: [second], format: 4)
        #expect(old.lines[0].outlook.map(\.day) == [day("2029-11-26"), day("2029-11-26")])
        #expect(old.json() == decide(facts("2026-11-26"), under: first, format: 4).json())
    }

    @Test func `the facts state what is to come, as the same bytes`() throws {
        var facts = facts("2026-11-26")
        facts.coming = [ComingVersion(second), ComingVersion(ComingRules(pack: nil, from: day("2027-06-01")))]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try encoder.encode(facts) == Data(facts.json()))
        #expect(try JSONDecoder().decode(Facts.self, from: Data(facts.json())) == facts)
    }

    @Test func `where later visits are known, the first day that was tried is named`() {
        let known = facts("2026-07-20", history: [violation("2026-08-20")])
        let sentence = told(decide(known, under: first))[0]
        #expect(
            sentence
                == "Once this violation is established, a further violation of J from 21 August 2026 on and before 20 "
                + "August 2029 leads to closure for 3 months.")
        #expect(decide(known, under: first, format: 4).lines[0].outlook[0].from == nil)
    }

    @Test(arguments: [
        (Language.english, "a further violation of J found after the decision about this one and before "),
        (.dutch, "een volgende overtreding van J na het besluit over deze en vóór "),
        (.german, "auf einen weiteren Verstoß gegen J nach der Entscheidung über diesen und vor dem "),
    ])
    func `what counts from its decision counts for nothing that is found before that`(
        language: Language, part: String
    ) {
        let lookBack = TestPacks.lookBack(2, .years, anchors: [.earlierDecision])
        let pack = TestPacks.pack([TestPacks.ladder(lookBack: lookBack)])
        let earlier = violation("2024-08-01", decided: "2024-11-26")
        let decision = decide(facts("2026-08-10", history: [earlier]), under: pack)
        let told = told(decision, language)
        #expect(told[0].contains(part), "\(told)")
        #expect(decision.lines[0].outlook[0].afterDecision == true)
        #expect(decide(facts("2026-08-10"), under: pack, format: 4).lines[0].outlook[0].afterDecision == nil)
    }

    @Test(arguments: [
        (
            Language.english,
            "Once this violation is established and if the outlet is licensed again, a further violation"
        ),
        (
            .dutch,
            "Is deze overtreding eenmaal vastgesteld en krijgt het verkooppunt opnieuw een vergunning, dan leidt een"
        ),
        (
            .german,
            "Ist dieser Verstoß einmal festgestellt und erhält die Verkaufsstelle wieder eine Genehmigung, folgt auf"
        ),
    ])
    func `after a withdrawal a further violation takes another licence`(language: Language, sentence: String) {
        let history = [violation("2026-02-01", "v1"), violation("2026-03-01", "v2"), violation("2026-04-01", "v3")]
        let decision = decide(facts("2026-11-26", history: history), under: TestPacks.pack())
        #expect(decision.measure == Measure(kind: .withdrawal))
        #expect(told(decision, language)[0].hasPrefix(sentence), "\(told(decision, language))")
        let aWeek = Measure(kind: .withdrawal, length: Length(value: 1, unit: .weeks))
        let pack = TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(aWeek)])])
        #expect(decide(facts("2026-11-26"), under: pack).lines[0].outlook.map(\.ifLicensed) == [nil, nil])
    }
}
