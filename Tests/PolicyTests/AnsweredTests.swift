import FoundationEssentials
import Policy
import Testing

/// Who answered a gate or confirmed a circumstance is part of the trace.
@Suite struct AnsweredTests {
    private let pack = TestPacks.pack { rules in
        rules.ladders = [TestPacks.ladder(gates: [TestPacks.gate("g")])]
        rules.circumstances = [
            Circumstance(
                code: "c", name: Localized(["en": "a clean record"]), effect: .mayBeMilder,
                citation: TestPacks.citation)
        ]
    }

    private func answered(_ confirmations: [Policy.Confirmation]) -> Decision {
        var facts = facts("2024-06-01")
        facts.confirmations = confirmations
        return decide(facts, under: pack)
    }

    private let ann = Policy.Confirmation(gate: "g", criterion: "J", holds: true, by: "Ann", on: day("2024-06-03"))
    private let bob = Policy.Confirmation(gate: "g", criterion: "J", holds: true, by: "Bob", on: day("2024-06-02"))
    private let record = Policy.Confirmation(gate: "c", criterion: "J", holds: true, by: "Ann", on: day("2024-06-03"))

    @Test func `the explanation names the person and the day, in three languages`() {
        let decision = answered([ann, record])
        #expect(decision.lines[0].gates[0].person == "Ann")
        #expect(decision.lines[0].circumstances[0].on == day("2024-06-03"))
        let expected: [(Language, String)] = [
            (.english, "Answered by Ann on 3 June 2024."), (.dutch, "Beantwoord door Ann op 3 juni 2024."),
            (.german, "Beantwortet von Ann am 3. Juni 2024."),
        ]
        for (language, sentence) in expected {
            #expect(explain(decision, language: language).filter { $0 == sentence }.count == 2)
        }
    }

    @Test func `of several who agree the order doesn't matter, and of those who don't nobody is named`() {
        #expect(answered([ann, bob]) == answered([bob, ann]))
        #expect(answered([bob, ann]).lines[0].gates[0].person == "Ann")
        var against = bob
        against.holds = false
        #expect(answered([ann, against]).lines[0].gates[0].person == nil)
    }

    @Test func `the JSON of facts and decision has who and when, and reads back the same`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let decision = answered([ann, record])
        #expect(try encoder.encode(decision) == Data(decision.json()))
        #expect(try JSONDecoder().decode(Decision.self, from: Data(decision.json())) == decision)
        var facts = facts("2024-06-01")
        facts.confirmations = [ann]
        facts.decidedOn = day("2024-07-01")
        facts.versions = [CandidateVersion(version: "1", sha256: "00", from: day("2020-01-01"))]
        #expect(try encoder.encode(facts) == Data(facts.json()))
        #expect(try JSONDecoder().decode(Facts.self, from: Data(facts.json())) == facts)
    }

    @Test func `what a person can answer is what the ladders of the criterion and the circumstances name`() {
        #expect(pack.questions(about: "J") == ["g", "c"])
        #expect(pack.questions(about: "X") == [])
    }
}
