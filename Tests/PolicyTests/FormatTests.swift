import FoundationEssentials
import Policy
import Testing

/// What was stored in an older format is decided again in it, byte for byte, and explained without what was wrong in it.
@Suite struct FormatTests {
    private var pack: Pack {
        let unknown = Step(.unknown(Gap(.step, citation: TestPacks.citation)), notes: [])
        let steps = Array(TestPacks.fourSteps.prefix(2)) + [unknown]
        return TestPacks.pack([TestPacks.ladder(lookBack: nil, steps: steps)])
    }

    @Test func `format 3 says how many steps are known, and who decides on a further violation`() {
        let line = decide(facts("2024-06-01"), under: pack).lines[0]
        #expect(line.steps == 3)
        #expect(line.known == 2)
        #expect(line.outlook.map(\.personDecides) == [true, nil])
    }

    @Test func `format 2 comes out as it was stored`() throws {
        let stored = """
            {"bases":[],"combined":{"criterion":"J","rule":"one_line"},"day":"2024-06-01","format":2,"lines":[{"alternatives":[],\
            "circumstances":[],"counted":[],"criterion":"J","criterionName":"criterion J","gates":[],"ladder":"main",\
            "measure":{"kind":"warning","text":"a warning"},"names":{"en":"criterion J","nl":"criterium J"},"offers":[],\
            "options":[],"outlook":[{"code":"further_violation","measure":{"kind":"closure","length":{"unit":"months","value":1},\
            "text":"closure for 1 month"},"step":2},{"code":"window_unknown"}],"personDecides":false,\
            "refused":[{"criterion":"A","day":"2024-05-01","id":"v1","reason":"other_criterion","reference":"inspection v1"}],\
            "skipped":[],"sources":[{"confidence":"V","source":"Test rule, T 1","value":"J","what":"norm"},\
            {"confidence":"V","source":"Test rule, T 1","value":"a warning","what":"step"},\
            {"confidence":"V","source":"Test rule, T 1","value":"closure for 1 month","what":"step"}],"step":1,"steps":3,\
            "subject":"licensee"}],"measure":{"kind":"warning","text":"a warning"},"notChecked":[],"options":[],\
            "pack":{"id":"test/pack","sha256":"00","version":"1"},"personDecides":false,"procedures":[],"rewards":[],\
            "titles":{"en":"Test pack"}}
            """
        let facts = facts("2024-06-01", history: [violation("2024-05-01", criterion: "A", standing: .alleged)])
        #expect(String(decoding: decide(facts, under: pack, format: 2).json(), as: UTF8.self) == stored)
        let read = try JSONDecoder().decode(Decision.self, from: Data(stored.utf8))
        let told = explain(read, language: .english)
        #expect(told.contains("This is step 1 of 3, because no earlier violation counts. That step is: a warning."))
        #expect(
            told.contains(
                "Once this violation is established, a further violation of J leads to a decision by a person, because the "
                    + "source does not say how long this one counts; if it counts, to closure for 1 month."))
    }

    @Test func `format 3 tells the outlook that it told, and format 4 decides again`() {
        let gated = TestPacks.pack([TestPacks.ladder(gates: [TestPacks.gate()])])
        var facts = facts("2024-06-01")
        facts.confirmations = [Confirmation(gate: "g", criterion: "J", holds: true)]
        let old = decide(facts, under: gated, format: 3)
        #expect(old.format == 3)
        #expect(old.lines[0].outlook.map(\.code) == [.furtherViolation, .firstAgain])
        #expect(old.lines[0].outlook.map(\.needs?.count) == [nil, nil])
        #expect(old.lines[0].outlook.map(\.result) == [nil, nil])
        let new = decide(facts, under: gated).lines[0].outlook
        #expect(new.map(\.needs?.first?.gate) == ["g", nil])
        #expect(
            explain(decide(facts, under: gated), language: .english).contains(
                "Once this violation is established, a further violation of J before 1 June 2026 leads to closure for 1 "
                    + "month. That is so if a person confirms for it: g is established."))
    }

    @Test func `formats that are not known are decided as the nearest one`() {
        #expect(decide(facts("2024-06-01"), under: pack, format: 1).format == 2)
        #expect(decide(facts("2024-06-01"), under: pack, format: 9).format == 5)
    }

    @Test(arguments: [
        (
            Language.english, 1,
            "This is step 1, the only one that is known, because no earlier violation counts. "
                + "That step is: a warning."
        ),
        (
            .dutch, 1,
            "Dit is stap 1, de enige die bekend is, want er telt geen eerdere overtreding mee. Die stap is: een "
                + "waarschuwing."
        ),
        (
            .german, 1,
            "Das ist Stufe 1, die einzige bekannte, denn kein früherer Verstoß zählt. Diese Stufe heißt: eine "
                + "Verwarnung."
        ),
        (.english, 0, "This is step 1, and no step is known, because no earlier violation counts."),
        (.dutch, 0, "Dit is stap 1, en geen stap is bekend, want er telt geen eerdere overtreding mee."),
        (.german, 0, "Das ist Stufe 1, und keine Stufe ist bekannt, denn kein früherer Verstoß zählt."),
    ])
    func `steps at the end that the source does not say are not counted`(
        language: Language, known: Int, sentence: String
    ) {
        let unknown = Step(.unknown(Gap(.step, citation: TestPacks.citation)), notes: [])
        let steps = Array(TestPacks.fourSteps.prefix(known)) + [unknown]
        let told = explain(
            decide(facts("2024-06-01"), under: TestPacks.pack([TestPacks.ladder(steps: steps)])), language: language)
        #expect(told.contains(sentence), "\(told)")
    }

    @Test func `past the known steps the step has its number`() {
        let unknown = Step(.unknown(Gap(.step, citation: TestPacks.citation)), notes: [])
        let steps = Array(TestPacks.fourSteps.prefix(2)) + [unknown]
        let history = [violation("2024-01-01"), violation("2024-02-01", "v2")]
        let told = explain(
            decide(facts("2024-06-01", history: history), under: TestPacks.pack([TestPacks.ladder(steps: steps)])),
            language: .english)
        #expect(
            told.contains("This is step 3, after the 2 that are known, because 2 earlier violations count."), "\(told)")
    }

    @Test func `where the next step is this one again, the unknown window leaves nothing to a person`() {
        let ladder = TestPacks.ladder(lookBack: nil, steps: [TestPacks.step(TestPacks.closure(1))])
        let outlook = decide(facts("2024-06-01"), under: TestPacks.pack([ladder])).lines[0].outlook
        #expect(outlook.map(\.personDecides) == [nil, nil])
    }

    @Test func `a further violation of which no step is known is left to a person with no measure`() {
        let unknown = Step(.unknown(Gap(.step, citation: TestPacks.citation)), notes: [])
        let ladder = TestPacks.ladder(lookBack: nil, steps: [TestPacks.fourSteps[0], unknown])
        let told = explain(decide(facts("2024-06-01"), under: TestPacks.pack([ladder])), language: .english)
        #expect(
            told.contains(
                "Once this violation is established, a further violation of J leads to a decision by a person, because the "
                    + "source does not say how long this one counts."))
    }
}
