import Policy
import Testing

/// Gates whose state the facts show, defences, and gates of later steps.
@Suite struct GateKindTests {
    private func decision(
        _ gates: [Gate], _ history: [PastViolation] = [], _ change: (inout Facts) -> Void = { _ in }
    ) -> Decision {
        var facts = facts("2024-06-30", history: history)
        change(&facts)
        return decide(facts, under: TestPacks.pack([TestPacks.ladder(gates: gates)]))
    }

    private func incident(
        _ id: String, _ on: String, _ reporters: [String], metres: Double? = 50,
        _ attribution: Incident.Attribution = .confirmed
    ) -> Incident {
        Incident(id: id, day: day(on), reporters: reporters, metres: metres, attribution: attribution)
    }

    private func pattern(_ incidents: [Incident]?) -> Decision {
        let pattern = Pattern(incidents: 3, reporters: 2, within: Length(value: 3, unit: .months), metres: 100)
        return decision([TestPacks.gate("pattern", .pattern(pattern))]) { $0.incidents = incidents }
    }

    @Test func `a pattern needs enough incidents by enough reporters, near and recent`() {
        let two = [incident("1", "2024-04-01", ["a"]), incident("2", "2024-05-01", ["a"])]
        #expect(pattern(nil).personDecides)
        #expect(pattern(two).text == "nothing")
        #expect(pattern(two + [incident("2", "2024-05-01", ["b"])]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-06-30", ["b"], metres: 100)]).text == "a warning")
        #expect(pattern(two + [incident("3", "2024-06-30", ["a"])]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-06-30", ["b"], metres: 100.5)]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-06-30", ["b"], metres: nil)]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-07-01", ["b"])]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-03-30", ["b"])]).text == "nothing")
        #expect(pattern(two + [incident("3", "2024-03-31", ["b"])]).text == "a warning")
        #expect(pattern(two + [incident("3", "2024-06-01", ["b"], .contested)]).text == "nothing")
    }

    @Test func `the trace of a pattern says what was counted`() throws {
        let found = pattern((1...3).map { incident("\($0)", "2024-05-0\($0)", ["a", "b"]) })
        let gate = try #require(found.lines[0].gates.first)
        #expect([gate.incidents, gate.reporters] == [3, 2])
        #expect(gate.by == .facts)
        #expect(
            explain(found, language: .english).contains(
                "The facts show: pattern is established. Counted: 3 incidents by 2 reporters."))
    }

    @Test func `a pattern with an open number is judged by a person`() {
        let open = Pattern(incidents: nil, reporters: nil, within: nil, metres: nil, isOpen: true)
        let gate = TestPacks.gate("pattern", .pattern(open))
        #expect(decision([gate]) { $0.incidents = [] }.personDecides)
    }

    @Test func `notice must be given, and its term over, on the day`() {
        func text(_ notices: [Notice]?) -> String {
            decision([TestPacks.gate("notice", .notice(term: Length(value: 10, unit: .days)))]) { $0.notices = notices }
                .text
        }
        #expect(text(nil) == "a person decides")
        #expect(text([]) == "nothing")
        #expect(text([Notice(criterion: "J", day: day("2024-06-20"))]) == "a warning")
        #expect(text([Notice(criterion: "J", day: day("2024-06-21"))]) == "nothing")
        #expect(text([Notice(criterion: "A", day: day("2024-06-01"))]) == "nothing")
    }

    @Test func `a defence excuses when it is established, and is not assumed`() {
        let gate = TestPacks.gate("diligence", effect: .excuses, unanswered: .doesNotHold)
        func text(_ holds: Bool?) -> String {
            decision([gate]) { facts in
                facts.confirmations = holds.map { [Confirmation(gate: "diligence", criterion: "J", holds: $0)] } ?? []
            }.text
        }
        #expect(text(true) == "nothing")
        #expect(text(false) == "a warning")
        #expect(text(nil) == "a warning")
    }

    @Test func `a gate of a later step caps the ladder below it`() {
        let gate = TestPacks.gate("proof", fromStep: 3)
        let history = [violation("2024-05-01", "1"), violation("2024-05-02", "2")]
        func decided(_ holds: Bool?, _ history: [PastViolation]) -> String {
            decision([gate], history) { facts in
                facts.confirmations = holds.map { [Confirmation(gate: "proof", criterion: "J", holds: $0)] } ?? []
            }.text
        }
        #expect(decided(nil, [history[0]]) == "closure for 1 month")
        #expect(decided(nil, history) == "a person decides")
        #expect(decided(true, history) == "closure for 3 months")
        #expect(decided(false, history) == "closure for 1 month")
    }

    @Test func `evidence that is not in the file leaves it to a person`() {
        let pack = TestPacks.pack { rules in
            rules.criteria = [
                Criterion(
                    code: "J", name: Localized(["en": "J"]), norm: Localized(["en": "J"]), citation: TestPacks.citation,
                    evidence: [TestPacks.gate("photo", .evidence)])
            ]
        }
        var facts = facts("2024-06-01")
        #expect(decide(facts, under: pack).reasonPersonDecides == "A person must confirm: photo is established.")
        facts.findings[0].evidence = ["photo"]
        #expect(decide(facts, under: pack).text == "a warning")
    }
}
