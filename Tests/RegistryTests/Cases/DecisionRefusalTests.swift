import Records
import Testing

@testable import Registry

@Suite struct DecisionRefusalTests {
    @Test func `departing needs a measure and reasons`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await refused(NewDecision(choice: .depart, reasons: "No."), world)
            #expect(
                found.problems.map(\.detail) == [
                    "Departing from a recommendation names the measure that is taken instead: none, conversation, warning, penalty_order, enforcement_order, fine, closure, suspension, withdrawal, referral.",
                    "Departing from a recommendation needs reasons of at least 10 characters. Write why the rule is not followed here.",
                ])
        }
    }

    @Test func `a departure with reasons is recorded`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let new = NewDecision(
                choice: .depart, measure: DecidedMeasure.none, reasons: "The holder was robbed that day.")
            let decision = try await world.registry.decide(in: "C-2026-0001", new, Call(by: world.officer)).json
            #expect(decision["measure"] == "none")
            #expect(decision["next"]?["act"] == "close")
        }
    }

    @Test func `following keeps the measure`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await refused(NewDecision(choice: .follow, measure: .closure), world)
            #expect(found.message == "The recommendation is warning; closure would depart from it.")
            #expect(found.hint == "Depart with reasons, or follow the recommended measure.")
        }
    }

    @Test func `what a person decides can't be followed`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1, failed: ["O"])
            let found = try await refused(NewDecision(choice: .follow), world)
            #expect(
                found.message == "The recommendation leaves the measure to a person, so there is nothing to follow.")
            #expect(found.hint == "Depart with the measure you choose and your reasons.")
        }
    }

    @Test func `to depart to what is recommended is to follow it`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let same = NewDecision(choice: .depart, measure: .warning, reasons: "A warning is enough here.")
            let found = try await refused(same, world)
            #expect(
                found
                    == Refusal(
                        .badInput, "departing_takes_another_measure",
                        "Recommendation 1 is warning already; to decide on the same is to follow it, not to depart from it.",
                        hint: "Follow it, or depart with another measure."))
            #expect(try await world.count("registry.decision") == 0)
            _ = try await world.follow("C-2026-0001")
        }
    }

    @Test func `to depart to no measure where none is recommended is to follow it`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            let no = NewGateAnswer(gate: "structural_pattern", holds: false, reason: "It was a single evening.")
            _ = try await world.registry.answerGate(in: "C-2026-0001", no, Call(by: world.officer))
            let found = try await refusalOf { try await world.spare() }
            #expect(
                found.message
                    == "Recommendation 2 is no measure already; to decide on the same is to follow it, not to depart from it."
            )
        }
    }

    @Test func `departing can be within the kind where the rules give a length`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            let longer = NewDecision(choice: .depart, measure: .closure, reasons: "Twice as long, for two minors.")
            let decision = try await world.registry.decide(in: "C-2026-0001", longer, Call(by: world.officer)).json
            #expect(decision["choice"] == "depart")
            #expect(decision["measure"] == "closure")
        }
    }

    @Test func `departing to a measure that a person chooses is not refused`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1, failed: ["O"])
            #expect(try await world.spare()["measure"] == "none")
        }
    }

    @Test func `of several inspections that wait one is named, and the next step names the first`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let alone = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(alone["next"] == ["act": "decide", "reference": "C-2026-0001", "role": "officer"])
            try await world.inspect(2, on: "2026-10-02")
            let found = try await refused(NewDecision(choice: .follow), world)
            #expect(found.code == "recommendation_not_named")
            #expect(
                found.message
                    == "Several recommendations of case C-2026-0001 wait for a decision: 1 (I-2026-0001 of 2026-10-01, nl/amsterdam/two-step: warning), 2 (I-2026-0002 of 2026-10-02, nl/amsterdam/two-step: warning)."
            )
            #expect(found.problems.map(\.pointer) == ["/recommendation"])
            #expect(found.choices == [1, 2])
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(
                file["next"] == ["act": "decide", "reference": "C-2026-0001", "role": "officer", "recommendation": 1])
            _ = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(recommendation: 1, choice: .follow), Call(by: world.officer))
            let last = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(choice: .follow), Call(by: world.officer)
            ).json
            #expect(last["recommendation"] == 2)
        }
    }

    @Test func `of several recommendations about one inspection one is named`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["J", "O"])
            let found = try await refused(NewDecision(choice: .follow), world)
            #expect(found.code == "recommendation_not_named")
            #expect(
                found.message
                    == "Several recommendations of case C-2026-0001 wait for a decision: 1 (I-2026-0001 of 2026-10-01, nl/dordrecht/o: a person decides), 2 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure)."
            )
            #expect(found.hint == "Name the recommendation that you decide on.")
            let decision = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(recommendation: 2, choice: .follow), Call(by: world.officer)
            ).json
            #expect(decision["measure"] == "closure")
        }
    }

    @Test func `a recommendation is decided on once, and the newest one only`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            #expect(try again.json["id"] == 2)
            #expect(try again.json["facts"]?["inspection"] == "I-2026-0001")
            let replaced = try await refused(NewDecision(recommendation: 1, choice: .follow), world)
            #expect(replaced.message == "Recommendation 1 was replaced by 2.")
            #expect(replaced.hint == "Read the new one and decide on it.")
            try await world.follow("C-2026-0001")
            let twice = try await refused(NewDecision(recommendation: 2, choice: .follow), world)
            #expect(twice.message == "This recommendation was decided on already.")
            let none = try await refused(NewDecision(choice: .follow), world)
            #expect(none.message == "Case C-2026-0001 has no recommendation that waits for a decision.")
            #expect(none.hint == "Look at the case; ask for a new recommendation if the facts have changed.")
            let unknown = try await refused(NewDecision(recommendation: 99, choice: .follow), world)
            #expect(unknown.message == "Case C-2026-0001 has no recommendation 99.")
            #expect(unknown.hint == "Look at the case; its recommendations are listed there.")
        }
    }

    @Test func `an inspection of another outlet has no place in the case`() async throws {
        try await withWorld(outlets: 2) { world in
            try await world.inspect(1)
            try await world.inspect(2, at: world.outlets[1])
            let found = try await refusalOf {
                try await world.registry.recommendAgain(
                    in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer))
            }
            #expect(
                found.message
                    == "Inspection I-2026-0002 was at outlet \(world.outlets[1]), and case C-2026-0001 is about another one."
            )
            #expect(found.hint == "Name an inspection of the outlet that the case is about.")
        }
    }

    @Test func `an inspector does not decide`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await refusalOf {
                try await world.registry.decide(
                    in: "C-2026-0001", NewDecision(choice: .follow), Call(by: world.inspector))
            }
            #expect(found.message == "To decide on a recommendation the role officer is needed.")
        }
    }

    private func refused(_ new: NewDecision, _ world: World) async throws -> Refusal {
        try await refusalOf { try await world.registry.decide(in: "C-2026-0001", new, Call(by: world.officer)) }
    }
}
