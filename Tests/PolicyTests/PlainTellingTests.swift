import Policy
import Testing

/// What the explanation says of facts that don't count: no more than is true, and no more than helps.
@Suite struct PlainTellingTests {
    private func told(_ decision: Decision, _ language: Language) -> [String] { explain(decision, language: language) }

    @Test(arguments: [
        (
            Language.english,
            "The violation of J on 1 March 2026 (inspection v1) is left to a person, because it is not known what it led to."
        ),
        (
            .dutch,
            "De overtreding van J op 1 maart 2026 (inspection v1) wordt aan een mens overgelaten: het is niet bekend waartoe "
                + "zij leidde."
        ),
        (
            .german,
            "Der Verstoß gegen J vom 1. März 2026 (inspection v1) bleibt einem Menschen überlassen: es ist nicht bekannt, "
                + "wozu er führte."
        ),
    ])
    func `what is left open for want of a fact is not told as not counting`(language: Language, sentence: String) {
        let ladder = TestPacks.ladder(counts: [TestPacks.counting(warnings: [.doNotCount])])
        let decision = decide(
            facts("2026-11-26", history: [violation("2026-03-01")]), under: TestPacks.pack([ladder]))
        #expect(decision.personDecides)
        #expect(told(decision, language).contains(sentence), "\(told(decision, language))")
    }

    @Test func `of the same day, by another operator or of another person it is left to a person too`() {
        var history = [violation("2026-11-26", "v2")]
        history[0].sameDay = nil
        let decision = decide(facts("2026-11-26", history: history), under: TestPacks.pack())
        #expect(
            told(decision, .english).contains(
                "The violation of J on 26 November 2026 (inspection v2) is left to a person, because it is of the same day, "
                    + "and it is not known which came first."), "\(told(decision, .english))")
        let follows = TestPacks.pack([TestPacks.ladder(counts: [TestPacks.counting(follows: [.operator])])])
        var known = facts("2026-11-26", history: [violation("2026-03-01")])
        known.operator = "ann"
        let byOperator = told(decide(known, under: follows), .english)
        #expect(
            byOperator.contains {
                $0.hasSuffix("is left to a person, because it is not known who operated the outlet.")
            },
            "\(byOperator)")
    }

    @Test(arguments: Language.allCases)
    func `after a gate has denied the finding nobody is asked for more, and nothing is counted`(language: Language) {
        let gates = [TestPacks.gate("g"), TestPacks.gate("h")]
        var known = facts(
            "2026-11-26", history: [violation("2026-03-01"), violation("2026-04-01", "a", criterion: "A")])
        known.confirmations = [Confirmation(gate: "g", criterion: "J", holds: false)]
        let told = told(decide(known, under: TestPacks.pack([TestPacks.ladder(gates: gates)])), language)
        #expect(told.contains { $0.contains("g is established.") }, "\(told)")
        #expect(!told.contains { $0.contains("h is established.") }, "\(told)")
        #expect(!told.contains { $0.contains("(inspection ") || $0.contains("2024") }, "\(told)")
    }

    @Test(arguments: [
        (
            Language.english, "A person decides: these rules name no length or amount for an outlet like this.",
            "The facts state type club, and the rules name others."
        ),
        (
            .dutch, "Een mens beslist: deze regels noemen geen duur of bedrag voor een verkooppunt als dit.",
            "De feiten vermelden type club, en de regels noemen andere."
        ),
        (
            .german,
            "Ein Mensch entscheidet: Diese Regeln nennen keine Dauer und keinen Betrag für eine solche Verkaufsstelle.",
            "Die Tatsachen nennen type club, und die Regeln nennen andere."
        ),
    ])
    func `a type without an amount in the pack is not told as a type that nobody stated`(
        language: Language, outcome: String, note: String
    ) {
        let amount = Prescribed<Amount>.by(
            attribute: "type", ["retail": .exact(Amount(minorUnits: 50_000, currency: "EUR"))])
        let sanction = Sanction(options: [[Prescription(kind: .fine, amount: amount)]])
        let pack = TestPacks.pack([TestPacks.ladder(steps: [TestPacks.step(sanction)])])
        var known = facts("2026-11-26")
        known.attributes = ["type": "club"]
        let decision = decide(known, under: pack)
        #expect(told(decision, language).contains(outcome), "\(told(decision, language))")
        #expect(told(decision, language).contains(note), "\(told(decision, language))")
        #expect(decide(known, under: pack, format: 4).lines[0].unknown?.about == .fact)
        known.attributes = nil
        #expect(decide(known, under: pack).lines[0].unknown?.about == .fact)
    }

    @Test(arguments: [
        (Language.english, "3 violations (A, O) do not count, because they were violations of another criterion."),
        (.dutch, "3 overtredingen (A, O) tellen niet mee: zij waren van een ander criterium."),
        (.german, "3 Verstöße (A, O) zählen nicht: sie betrafen ein anderes Kriterium."),
    ])
    func `what is no repeat is told in one sentence, and this inspection's own record not at all`(
        language: Language, sentence: String
    ) {
        var known = facts(
            "2026-11-26",
            history: [
                violation("2026-03-01", "a", criterion: "A"), violation("2026-04-01", "b", criterion: "A"),
                violation("2026-05-01", "c", criterion: "O"), violation("2026-11-26", "d", reference: "this"),
                violation("2020-01-01", "e"),
            ])
        known.inspection = "this"
        let told = told(decide(known, under: TestPacks.pack()), language)
        #expect(told.contains(sentence), "\(told)")
        #expect(told.count { $0.contains("(inspection ") } == 1, "\(told)")
        #expect(!told.contains { $0.contains("(this)") }, "\(told)")
    }

    @Test(arguments: [
        (Language.english, "This is past the only step, because 1 earlier violation counts."),
        (.dutch, "Dit is voorbij de enige stap, want er telt 1 eerdere overtreding mee."),
        (.german, "Das ist jenseits der einzigen Stufe, denn 1 früherer Verstoß zählt."),
    ])
    func `one step is not the last of 1 steps`(language: Language, sentence: String) {
        let ladder = TestPacks.ladder(
            steps: [TestPacks.step(TestPacks.closure(1))],
            beyond: .unknown(Gap(.beyondLastStep, citation: TestPacks.citation)))
        let decision = decide(facts("2026-11-26", history: [violation("2026-03-01")]), under: TestPacks.pack([ladder]))
        #expect(told(decision, language).contains { $0.hasPrefix(sentence) }, "\(told(decision, language))")
    }
}
