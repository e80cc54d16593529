import Policy
import Testing

@Suite struct GateTests {
    private let gate = Gate(
        code: "structural_pattern", name: Localized(["en": "structural pattern"]),
        requirement: Localized(["en": "the nuisance is structural."]), citation: TestPacks.citation)

    private func decision(_ answers: [Bool], _ history: [PastViolation] = []) -> Decision {
        var facts = facts("2024-06-01", history: history)
        facts.confirmations = answers.map { Confirmation(gate: gate.code, criterion: "J", holds: $0) }
        return decide(facts, under: TestPacks.pack([TestPacks.ladder(gates: [gate])]))
    }

    @Test func `a gate that nobody answered goes to a person with what would follow`() {
        let decision = decision([], [violation("2024-05-01")])
        #expect(decision.measure == nil)
        #expect(decision.reasonPersonDecides == "A person must confirm: the nuisance is structural.")
        #expect(decision.lines[0].step == 2)
        #expect(decision.lines[0].outlook.first?.code == .ifConfirmed)
        #expect(decision.lines[0].outlook.first?.measure == TestPacks.closure(1))
    }

    @Test func `a confirmed gate lets the step through`() {
        #expect(decision([true]).measure == Measure(kind: .warning))
        #expect(decision([true]).lines[0].gates.map(\.state) == [.confirmed])
    }

    @Test func `a denied gate takes the violation away`() {
        let decision = decision([false])
        #expect(decision.measure == nil)
        #expect(!decision.personDecides)
        #expect(decision.lines[0].gates.map(\.state) == [.denied])
        #expect(decision.combined.rule == .none)
    }

    @Test func `answers that contradict each other leave the gate open`() {
        #expect(decision([true, false]).personDecides)
    }
}
