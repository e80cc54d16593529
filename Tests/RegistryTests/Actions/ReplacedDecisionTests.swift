import Policy
import Records
import Testing

@testable import Registry

/// A correction after the decision brings a newer recommendation: the older decision then carries no action any more.
struct ReplacedDecisionTests {
    @Test func `a decision whose recommendation was replaced has no action, and the newer one has one`() async throws {
        try await withWorld { world in
            try await replaced(world)
            let refused = try await refusalOf { try await world.propose("C-2026-0001") }
            #expect(refused.message == "Case C-2026-0001 has no decision that waits for an action.")
            try await decideAnew(world)
            #expect(try await world.propose("C-2026-0001") == "A-2026-0001")
            let second = try await refusalOf { try await world.propose("C-2026-0001") }
            #expect(second.message == "Case C-2026-0001 has no decision that waits for an action.")
        }
    }

    @Test func `SQL of one's own drafts no second action about the same inspection and pack`() async throws {
        try await withWorld { world in
            try await replaced(world)
            try await decideAnew(world)
            _ = try await world.propose("C-2026-0001")
            let refused = try await world.failure(
                as: world.officer,
                """
                INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, text, proposed_by,
                    status, act, changed_by)
                SELECT d.jurisdiction_id, 0, '', d.case_id, d.id, d.measure, 'Again.', \(world.officer.person), 'draft',
                    'draft', \(world.officer.person) FROM registry.decision AS d ORDER BY d.id LIMIT 1
                """)
            #expect(refused?.sqlstate == "RG002")
            #expect(refused?.constraint == "one_action_per_inspection_and_pack")
            #expect(refused?.message == "An action about this inspection stands already.")
        }
    }

    @Test func `SQL of one's own decides on no recommendation that was replaced`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await correct(world)
            let refused = try await world.failure(
                as: world.officer,
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, reasons, recorded_by)
                SELECT r.jurisdiction_id, r.case_id, r.id, 'depart', 'conversation', 'For good reasons.',
                    \(world.officer.person) FROM registry.recommendation AS r ORDER BY r.id LIMIT 1
                """)
            #expect(refused?.sqlstate == "RG002")
            #expect(refused?.constraint == "decision_is_on_the_latest_recommendation")
            #expect(refused?.message == "A newer recommendation about this inspection replaces this one.")
            #expect(refused?.hint == "Decide on the newer one.")
        }
    }

    @Test func `closing a case waits for a draft that is being made in it`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            async let drafted = refusalOfNothing { _ = try await world.propose("C-2026-0001") }
            async let closed = refusalOfNothing {
                _ = try await world.registry.closeCase(
                    "C-2026-0001", Reason("Nothing more to do."), Call(by: world.otherOfficer, expectedVersion: 1))
            }
            _ = try await (drafted, closed)
            let both = try await world.test.admin.query(
                """
                SELECT count(*) FROM registry.case_file AS c JOIN registry.action AS a ON a.case_id = c.id
                WHERE c.status = 'closed' AND a.status IN ('draft', 'proposed')
                """
            ) { try $0[0].decode(Int.self, 0) }
            #expect(both == 0)
        }
    }

    @Test func `beside an issued action it is decided that nothing more is done, and nothing else`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            try await correct(world)
            let pending = try await refusalOf { try await world.close() }
            #expect(
                pending.message
                    == "Case C-2026-0001 can't be closed yet: recommendation 2 (warning, by nl/amsterdam/two-step about I-2026-0001) has no decision beside issued action \(action)."
            )
            #expect(
                pending.hint
                    == "The rules were asked again after an action was issued. Where it stays at that action, depart from the recommendation with the measure none and your reasons; otherwise have the action revoked first."
            )
            let another = try await refusalOf { try await world.follow("C-2026-0001") }
            #expect(another.message == "An action about this inspection stands already.")
            #expect(
                another.hint
                    == "Withdraw or revoke that action before you decide anew; beside an issued one you can decide that nothing more is done."
            )
            try await world.spare()
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `while an action is not issued, not even nothing is decided beside it`() async throws {
        try await withWorld { world in
            try await world.proposed()
            try await correct(world)
            let found = try await refusalOf { try await world.spare() }
            #expect(found.code == "one_action_per_inspection_and_pack")
        }
    }

    /// A decision is taken, then a correction of another criterion brings a newer recommendation.
    private func replaced(_ world: World) async throws {
        try await world.inspect(1)
        try await world.follow("C-2026-0001")
        try await correct(world)
    }

    private func correct(_ world: World) async throws {
        let correction = InspectionCorrection(
            finding: NewFinding(criterion: "H", result: .fail), reason: "The reporter's photograph was seen.")
        _ = try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
    }

    private func decideAnew(_ world: World) async throws {
        let decision = NewDecision(choice: .follow)
        _ = try await world.registry.decide(in: "C-2026-0001", decision, Call(by: world.officer))
    }

    /// Runs `body` and lets a refusal pass: which of two at once is refused is for the database to say.
    private func refusalOfNothing(_ body: @Sendable () async throws -> Void) async throws {
        do { try await body() } catch is Refusal {}
    }
}
