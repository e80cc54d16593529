import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Every answer that is refused, with its words.
struct GateAnswerRefusalTests {
    @Test func `a gate that no rule asks for is told with those that are`() async throws {
        try await withNuisance { world in
            let slip = try await refusalOf { try await world.answer("structural_patern") }
            #expect(slip.code == "unknown_gate")
            #expect(
                slip.message == "No rule about what failed asks for \"structural_patern\", so nothing was answered.")
            #expect(slip.detail == "nl/dordrecht/o 2008-2011 asks: structural_pattern.")
            #expect(slip.hint == "Did you mean structural_pattern?")
            #expect(slip.problems.map(\.pointer) == ["/gate"])
            let far = try await refusalOf { try await world.answer("proof") }
            #expect(far.hint == "Use one of these codes.")
            #expect(try await world.count("registry.gate_answer") == 0)
        }
    }

    @Test func `rules that ask a person nothing say so`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let nothing = try await refusalOf { try await world.answer("proof") }
            #expect(nothing.detail == "nl/amsterdam/two-step 2018-2019 asks a person nothing about it.")
            #expect(nothing.hint == "Follow the recommendation, or depart from it with reasons.")
        }
    }

    @Test func `a gate is answered for a criterion that it is asked about`() async throws {
        try await withNuisance { world in
            var new = NewGateAnswer(gate: "structural_pattern", holds: true, reason: "It was seen.")
            new.criterion = "H"
            let other = try await refusalOf {
                try await world.registry.answerGate(in: "C-2026-0001", new, Call(by: world.officer))
            }
            #expect(other.code == "gate_of_another_criterion")
            #expect(
                other.message == "\"structural_pattern\" is not asked about criterion H; it is asked about O.")
            new.criterion = "O"
            _ = try await world.registry.answerGate(in: "C-2026-0001", new, Call(by: world.officer))
        }
    }

    @Test func `after the decision an answer is too late, and what to do is told`() async throws {
        try await withNuisance { world in
            _ = try await world.answer()
            try await world.follow("C-2026-0001")
            let expected = Refusal(
                .notPossibleNow, "recommendation_is_decided",
                "Recommendation 2 about inspection I-2026-0001 was decided on already, by Otto Officer: warning.",
                hint:
                    "Ask the rules again about inspection I-2026-0001, answer the new recommendation and decide on that; the decision stands until you decide anew.",
                problems: [
                    FieldProblem(
                        "/recommendation", "recommendation_is_decided",
                        "Recommendation 2 about inspection I-2026-0001 was decided on already, by Otto Officer: warning."
                    )
                ])
            #expect(try await refusalOf { try await world.answer() } == expected)
            #expect(try await refusalOf { try await world.answer(to: 2) } == expected)
            let direct = try await world.said(by: world.officer, Self.insert(2, world.officer))
            #expect(
                direct
                    == "RG002 answer_comes_before_the_decision: Recommendation 2 was decided on already, by Otto Officer: warning. | Ask the rules again about the inspection and answer the new recommendation; the decision stands until you decide anew."
            )
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            _ = try await world.answer()
        }
    }

    @Test func `a decided one that asks is told, also while another one waits that does not ask`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o", "nl/leeuwarden/j"]) { world in
            try await world.inspect(1, failed: ["J", "O"])
            try await world.spare(recommendation: 1)
            let found = try await refusalOf { try await world.answer() }
            #expect(found.code == "recommendation_is_decided")
            #expect(
                found.message
                    == "Recommendation 1 about inspection I-2026-0001 was decided on already, by Otto Officer: no measure."
            )
        }
    }

    @Test func `the recommendation is one of the case, and the newest of its kind`() async throws {
        try await withNuisance { world in
            _ = try await world.answer()
            let replaced = try await refusalOf { try await world.answer(to: 1) }
            #expect(replaced.code == "recommendation_is_replaced")
            #expect(replaced.message == "Recommendation 1 was replaced by 2.")
            #expect(replaced.hint == "Read the new one and answer that.")
            let direct = try await world.said(by: world.officer, Self.insert(1, world.officer))
            #expect(
                direct
                    == "RG002 answer_is_to_the_latest_recommendation: A newer recommendation about this inspection replaces this one. | Answer the newer one."
            )
            let unknown = try await refusalOf { try await world.answer(to: 99) }
            #expect(unknown.message == "Case C-2026-0001 has no recommendation 99.")
            let opened = try await world.registry.openCase(
                NewCase(outlet: world.outlets[1], reason: "By hand."), Call(by: world.officer)
            ).json["reference"]?.text
            #expect(opened == "C-2026-0002")
            let none = try await refusalOf { try await world.answer(in: "C-2026-0002") }
            #expect(none.message == "Case C-2026-0002 has no recommendation that could be answered.")
        }
    }

    @Test func `only officers answer, and only in an open case`() async throws {
        try await withNuisance { world in
            let inspector = try await refusalOf { try await world.answer(by: world.inspector) }
            #expect(inspector.message == "To answer a question of the rules the role officer is needed.")
            _ = try await world.correct("O", .pass, by: world.officer)
            _ = try await world.registry.closeCase(
                "C-2026-0001", Reason("The nuisance was of another outlet."),
                Call(by: world.reviewer, expectedVersion: 1))
            let closed = try await refusalOf { try await world.answer() }
            #expect(closed.message == "Case C-2026-0001 is closed.")
            #expect(closed.hint == "Open a new case for the outlet.")
        }
    }

    @Test func `when two packs ask for the same, the recommendation is named`() async throws {
        try await withNuisance { world in
            var own = try #require(try PackShelf.installed().shipped.first { $0.id == "nl/dordrecht/o" }).text
            own.text = own.text.replacing("pack: nl/dordrecht/o\n", with: "pack: nl/town/o\n")
            try await world.activate(own, beside: "The town tries its own text first.")
            try await world.inspect(2, failed: ["O"])
            let several = try await refusalOf { try await world.answer() }
            #expect(several.code == "recommendation_not_named")
            #expect(
                several.message
                    == "Several recommendations ask for \"structural_pattern\": 1 (I-2026-0001 of 2026-10-01, nl/dordrecht/o: a person decides), 2 (I-2026-0002 of 2026-10-01, nl/dordrecht/o: a person decides), 3 (I-2026-0002 of 2026-10-01, nl/town/o: a person decides)."
            )
            #expect(several.hint == "Name the recommendation that you answer.")
            #expect(several.choices == [1, 2, 3])
            let named = try await world.answer(to: 3).json
            #expect(named["packId"] == "nl/town/o")
            #expect(try await world.count("registry.recommendation") == 4)
        }
    }

    private static func insert(_ recommendation: Int, _ officer: Actor) -> SQL {
        """
        INSERT INTO registry.gate_answer (jurisdiction_id, recommendation_id, criterion, gate, holds, reason, recorded_by)
        VALUES (\(officer.jurisdiction), \(recommendation), 'O', 'structural_pattern', true, 'It was seen.', \(officer.person))
        """
    }

    /// A world under Dordrecht's ladder for nuisance, with one inspection in which O failed.
    private func withNuisance(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: ["nl/dordrecht/o"], outlets: 2) { world in
            try await world.inspect(1, failed: ["O"])
            try await body(world)
        }
    }
}

extension World {
    @discardableResult
    fileprivate func answer(
        _ gate: String = "structural_pattern", to recommendation: Int? = nil, in caseFile: String = "C-2026-0001",
        by officer: Actor? = nil
    ) async throws -> Answer {
        let new = NewGateAnswer(recommendation: recommendation, gate: gate, holds: true, reason: "It was seen.")
        return try await registry.answerGate(in: caseFile, new, Call(by: officer ?? self.officer))
    }
}
