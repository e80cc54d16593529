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
                "5": "it belongs to an inspection that is already counted", "6": "it is later than this violation",
                "7": "it lies 2 days outside the period", "8": "it lies 1 day outside the period",
            ])
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
        #expect(line.refused.map(\.reason) == [.sameInspection])
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
