import Chance
import FoundationEssentials
import Policy
import Testing

@Suite struct DecisionJSONTests {
    @Test func `the JSON of a decision is stable`() {
        let history = [
            violation("2023-09-01", "v1"), violation("2019-01-01", "v2"),
            violation("2024-02-01", "v3", standing: .alleged),
        ]
        let golden = """
            {"bases":[],"combined":{"criterion":"J","rule":"one_line"},"day":"2024-06-01","format":5,"lines":[{"alternatives":[],\
            "circumstances":[],\
            "counted":[{"criterion":"J","day":"2023-09-01","expires":"2025-09-01","id":"v1","mayExpire":"2025-09-01","reference":"inspection v1"}],\
            "criterion":"J","criterionName":"criterion J","gates":[],"ladder":"main",\
            "measure":{"kind":"closure","length":{"unit":"months","value":1},"text":"closure for 1 month"},\
            "names":{"en":"criterion J","nl":"criterium J"},"offers":[],"options":[],"outlook":[\
            {"code":"further_violation","day":"2025-09-01",\
            "measure":{"kind":"closure","length":{"unit":"months","value":3},"text":"closure for 3 months"},"result":"measures",\
            "step":3},{"code":"later_violation","day":"2026-06-01","from":"2025-09-01",\
            "measure":{"kind":"closure","length":{"unit":"months","value":1},"text":"closure for 1 month"},"result":"measures",\
            "step":2},{"code":"first_again","day":"2026-06-01"},\
            {"code":"if_set_aside","measure":{"kind":"warning","text":"a warning"},"result":"measures","step":1}],"personDecides":false,\
            "refused":[{"criterion":"J","day":"2019-01-01","days":1248,"id":"v2","reason":"outside_window",\
            "reference":"inspection v2"},{"criterion":"J","day":"2024-02-01","id":"v3","reason":"only_alleged",\
            "reference":"inspection v3"}],"skipped":[],"sources":[\
            {"confidence":"V","source":"Test rule, T 1","value":"J","what":"norm"},\
            {"confidence":"V","source":"Test rule, T 1","value":"closure for 1 month","what":"step"},\
            {"confidence":"V","source":"Test rule, T 1","value":"closure for 3 months","what":"step"}],"step":2,"steps":4,\
            "subject":"licensee",\
            "window":{"anchors":["earlier_finding"],"from":"2022-06-02","length":{"unit":"years","value":2},\
            "until":"2024-06-01"}}],"measure":{"kind":"closure","length":{"unit":"months","value":1},\
            "text":"closure for 1 month"},"notChecked":[],"options":[],"pack":{"id":"test/pack","sha256":"00","version":"1"},\
            "personDecides":false,"procedures":[],"rewards":[],"titles":{"en":"Test pack"}}
            """
        let decision = decide(facts("2024-06-01", history: history), under: TestPacks.pack())
        #expect(String(decoding: decision.json(), as: UTF8.self) == golden)
    }

    @Test func `the JSON reads back as the same decision and equals that of the encoder`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var random = SplitMix64(seed: 4)
        let gate = Gate(
            code: "g", name: Localized(["en": "\"g\" \\ / \n\t\u{1}"]), requirement: Localized(["de": "ä €"]),
            citation: Citation(title: "T", place: "p", confidence: .recalled))
        for _ in 0..<200 {
            let one = RandomCase(&random, openReadings: true)
            let gap = Gap(.step, citation: TestPacks.citation, note: Localized(["nl": "niet gezien"]))
            let fine = Measure(kind: .fine, amount: Amount(minorUnits: 125_050, currency: "EUR"))
            let other = TestPacks.ladder(
                "other", ["O"], gates: [gate], steps: [TestPacks.step(fine), Step(.unknown(gap), notes: [])])
            var facts = one.facts
            facts.findings += [
                ObservedFinding(criterion: "O", result: "fail", value: 17.5, unit: "years"),
                ObservedFinding(criterion: "A", result: "not_checked"),
            ]
            let years = Quantity(
                unit: "years", name: Localized(["en": "age"]), bound: .atLeast, limit: Sourced(18, TestPacks.citation))
            let pack = TestPacks.pack(
                [one.ladder, other],
                criteria: [TestPacks.criterion("J"), TestPacks.criterion("O", quantities: [years])])
            let decision = decide(facts, under: pack)
            let json = decision.json()
            #expect(try encoder.encode(decision) == Data(json))
            #expect(try encoder.encode(facts) == Data(facts.json()))
            #expect(try JSONDecoder().decode(Decision.self, from: Data(json)) == decision)
        }
    }

    @Test func `facts read back, also those written before confirmations existed`() throws {
        let text = #"{"day":"2024-06-01","outlet":"o1","findings":[{"criterion":"J","result":"fail"}],"history":[]}"#
        #expect(try JSONDecoder().decode(Facts.self, from: Data(text.utf8)) == facts("2024-06-01"))
    }

    @Test func `a decision of format 1 is still read`() throws {
        let text = """
            {"bases":[],"combined":{"criterion":"J","rule":"one_line"},"day":"2024-06-01","format":1,"lines":[\
            {"alternatives":[],"counted":[],"criterion":"J","criterionName":"criterion J","gates":[\
            {"confidence":"V","gate":"g","name":{"en":"g"},"requirement":{"en":"it is."},"source":"T","state":"confirmed"}],\
            "measure":{"kind":"warning","text":"a warning"},"names":{"en":"criterion J"},"outlook":[\
            {"code":"window_unknown"}],"personDecides":false,"refused":[],"sources":[],"step":1,"steps":4}],\
            "measure":{"kind":"warning","text":"a warning"},"notChecked":[],"pack":{"id":"p","sha256":"0","version":"1"},\
            "personDecides":false,"titles":{"en":"P"}}
            """
        let decision = try JSONDecoder().decode(Decision.self, from: Data(text.utf8))
        #expect(decision.measure == Measure(kind: .warning))
        #expect(decision.text == "a warning")
        #expect(
            explain(decision, language: .english) == [
                "These are the rules \"P\", version 1, for what was found on 1 June 2024.",
                "The rules recommend: a warning.", "Criterion J (criterion J) was not met.",
                "A person has confirmed: it is.",
                "This is step 1 of 4, because no earlier violation counts. That step is: a warning.",
                "The source does not say how long this violation will count.",
            ])
    }

    @Test func `facts and decisions with everything that they can say read back`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let facts = RichCase.facts
        let decision = decide(facts, under: RichCase.pack)
        #expect(try encoder.encode(facts) == Data(facts.json()))
        #expect(try encoder.encode(decision) == Data(decision.json()))
        #expect(try JSONDecoder().decode(Facts.self, from: Data(facts.json())) == facts)
        #expect(try JSONDecoder().decode(Decision.self, from: Data(decision.json())) == decision)
    }
}
