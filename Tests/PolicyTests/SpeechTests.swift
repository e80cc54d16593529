import Chance
import Policy
import Testing

@Suite struct SpeechTests {
    @Test func `no English slips into the Dutch and German sentences, and every line is a sentence`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<500 {
            let one = RandomCase(&random, openReadings: true)
            let decision = decide(one.facts, under: one.pack)
            for language in Language.allCases {
                for line in explain(decision, language: language) {
                    #expect(line.hasSuffix("."))
                    guard language != .english else { continue }
                    for word in [" the ", " violation", "because", " step ", "closure", "withdrawal", "counts"] {
                        #expect(!line.contains(word))
                    }
                }
            }
        }
    }

    @Test func `measures are phrased in three languages`() {
        let month = Length(value: 1, unit: .months)
        let fine = Measure(kind: .fine, amount: Amount(minorUnits: 125_050, currency: "EUR"))
        let ladder = TestPacks.ladder(steps: [
            TestPacks.step(fine), TestPacks.step(Measure(kind: .closure, length: month)),
        ])
        let decision = decide(facts("2024-06-01"), under: TestPacks.pack([ladder]))
        func second(_ language: Language) -> String { explain(decision, language: language)[1] }
        #expect(second(.english) == "The rules recommend: a fine of EUR 1,250.50.")
        #expect(second(.dutch) == "De regels bevelen aan: een boete van EUR 1.250,50.")
        #expect(second(.german) == "Die Regeln empfehlen: eine Geldbuße von EUR 1.250,50.")
        #expect(Measure(kind: .closure, length: month).text == "closure for 1 month")
        #expect(
            Measure(kind: .suspension, length: Length(value: 5, unit: .days)).text
                == "suspension of the licence for 5 days")
        #expect(Measure(kind: .fine, amount: Amount(minorUnits: 50_000, currency: "USD")).text == "a fine of USD 500")
    }

    @Test func `nothing found is said plainly, with what was not checked`() {
        let findings = [
            ObservedFinding(criterion: "J", result: "pass"), ObservedFinding(criterion: "A", result: "not_checked"),
        ]
        let decision = decide(
            Facts(day: day("2024-06-01"), outlet: "o1", findings: findings, history: []), under: TestPacks.pack())
        #expect(
            explain(decision, language: .english) == [
                "These are the rules \"Test pack\", version 1, for what was found on 1 June 2024.",
                "No measure is recommended: nothing was found that counts as a violation.",
                "Criteria that were not checked, and so are not known to be met: A.",
            ])
    }
}
