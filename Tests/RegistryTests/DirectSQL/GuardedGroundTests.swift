import Postgres
import Records
import Testing

@testable import Registry

/// What the guards say, word for word, to SQL of the service's own that leans on what fell, was replaced or was voided.
struct GuardedGroundTests {
    @Test func `nobody closes alone what one pack said, or what one revoked`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.sparedBesideAnIssuedAction()
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG003 closed_by_another_person: You decided on no measure about I-2026-0001 under nl/dordrecht/o, so someone else must close case C-2026-0001. | The action that is issued in it doesn't make up for that. Ask another officer, or a reviewer."
            )
        }
        try await withWorld { world in
            try await world.revoked()
            #expect(
                try await world.said(by: world.reviewer, Self.close(world.reviewer))
                    == "RG003 closed_by_another_person: You revoked action A-2026-0001 about I-2026-0001, so someone else must close case C-2026-0001. | Ask another officer, or a reviewer."
            )
            #expect(try await world.said(by: world.officer, Self.close(world.officer)) == nil)
        }
    }

    @Test func `an action whose ground fell is not issued`() async throws {
        try await withWorld { world in
            try await world.proposed()
            try await world.correct("J", .pass)
            let issued = try await world.said(
                by: world.reviewer,
                """
                UPDATE registry.action SET status = 'issued', act = 'issue', approved_digest = registry.action_digest(action), issued_by = \(world.reviewer.person),
                    version = version + 1, changed_by = \(world.reviewer.person)
                """)
            #expect(
                issued
                    == "RG002 violation_no_longer_stands: Action A-2026-0001 rests on a violation that was set aside since it was recommended: criterion J. | Withdraw the action, and decide on a new recommendation."
            )
        }
    }

    @Test func `no action is drafted on a decision whose recommendation was replaced`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            try await world.correct("H", .fail)
            let drafted = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, text, proposed_by,
                    status, act, changed_by)
                SELECT d.jurisdiction_id, 0, '', d.case_id, d.id, d.measure, 'Stop.', \(world.officer.person), 'draft',
                    'draft', \(world.officer.person) FROM registry.decision AS d
                """)
            #expect(
                drafted
                    == "RG002 action_is_on_the_latest_recommendation: A newer recommendation replaces the one that decision 1 is about. | Decide on the newer one, and draft the action of that decision."
            )
        }
    }

    @Test func `no action is proposed or issued whose recommendation was replaced`() async throws {
        @Sendable func changed(_ world: World, by actor: Actor, _ assignments: SQL) async throws -> String? {
            try await world.said(
                by: actor,
                """
                UPDATE registry.action SET \(sql: assignments), version = version + 1, changed_by = \(actor.person)
                """)
        }
        let words =
            "RG002 action_is_on_the_latest_recommendation: A newer recommendation replaces the one that action A-2026-0001 carries out. | Withdraw the action, decide on the newer recommendation, and draft the action of that decision."
        try await withWorld { world in
            try await world.proposed()
            try await world.correct("H", .fail)
            #expect(
                try await changed(
                    world, by: world.reviewer,
                    """
                    status = 'issued', act = 'issue', approved_digest = registry.action_digest(action),
                    issued_by = \(world.reviewer.person)
                    """)
                    == words)
            #expect(
                try await world.registry.caseFile("C-2026-0001", world.officer).json["next"] == [
                    "act": "withdraw", "reference": "A-2026-0001", "role": "officer",
                ])
            #expect(try await world.due(world.officer).first == "withdraw A-2026-0001")
            let returned = try await changed(
                world, by: world.reviewer, "status = 'draft', act = 'return', reason = 'Look at the newer one.'")
            #expect(returned == nil)
            #expect(
                try await changed(world, by: world.officer, "status = 'proposed', act = 'propose', reason = NULL")
                    == words)
        }
    }

    @Test func `an action establishes what its recommendation is about`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.sparedBesideAnIssuedAction()
            let established = try await world.said(
                by: world.reviewer,
                """
                UPDATE registry.violation SET status = 'established', act = 'establish', established_on = current_date,
                    action_id = (SELECT id FROM registry.action), version = version + 1,
                    changed_by = \(world.reviewer.person) WHERE status = 'alleged'
                """)
            #expect(
                established
                    == "RG007 established_violation_is_one_of_the_recommendation: Action A-2026-0001 rests on a recommendation that is not about criterion O, so it doesn't establish that violation. | Have an action issued on a recommendation that is about the criterion."
            )
        }
    }

    @Test func `an alleged violation is set aside when its finding no longer fails`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            #expect(
                try await world.said(by: world.officer, Self.setAside(world.officer))
                    == "RG007 violation_stands_while_its_finding_fails: Criterion J of the inspection still fails, so its violation is not set aside. | Correct the finding, or have somebody who was not there void the inspection."
            )
            #expect(try await world.correction("pass", by: world.inspector, recordedAs: world.inspector) == nil)
            #expect(try await world.said(by: world.officer, Self.setAside(world.officer)) == nil)
        }
    }

    @Test func `a violation is alleged anew when it fell with a revoked action and still fails`() async throws {
        let words =
            "RG007 violation_is_alleged_anew_after_a_revocation: A violation is alleged anew when it fell with a revoked action and its finding still fails. | Correct the finding to fail; that alleges a violation."
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass)
            #expect(try await world.said(by: world.officer, Self.allege(world.officer)) == words)
        }
        try await withWorld { world in
            try await world.revoked()
            try await world.correct("J", .pass)
            #expect(try await world.said(by: world.officer, Self.allege(world.officer)) == words)
        }
        try await withWorld { world in
            try await world.revoked()
            #expect(
                try await world.said(by: world.inspector, Self.allege(world.inspector))
                    == "RG001 : To allege this violation the role officer is needed. | Ask someone who has the role officer."
            )
            #expect(try await world.said(by: world.officer, Self.allege(world.officer)) == nil)
            let free: Bool = try await world.test.admin.read { db in
                try db.one("SELECT action_id IS NULL AND established_on IS NULL FROM registry.violation")
            }
            #expect(free)
        }
    }

    @Test func `nothing is decided on what rests on nothing`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass)
            let decided = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, recorded_by)
                SELECT jurisdiction_id, case_id, id, 'follow', measure, \(world.officer.person) FROM registry.recommendation
                """)
            #expect(
                decided
                    == "RG002 decision_is_on_a_recommendation_that_stands: No violation that recommendation 1 rests on stands any more, so there is nothing to decide. | Close the case when nothing else is pending in it. Where a finding still fails because an action was revoked, ask the rules again about the inspection."
            )
        }
    }

    @Test func `nothing is answered or recommended about a voided inspection`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: world.otherOfficer))
            let words =
                "RG002 inspection_holds: Inspection I-2026-0001 is voided, so nothing more follows from it. | Look at the inspection; it says who voided it and why."
            let answered = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.gate_answer (jurisdiction_id, recommendation_id, criterion, gate, holds, reason, recorded_by)
                SELECT jurisdiction_id, id, 'J', 'proof', true, 'It was seen.', \(world.officer.person) FROM registry.recommendation
                """)
            #expect(answered == words)
            let recommended = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version,
                    pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
                SELECT jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, pack_sha256, day, measure,
                    person_decides, facts, trace, \(world.officer.person) FROM registry.recommendation
                """)
            #expect(recommended == words)
        }
    }

    private static func close(_ actor: Actor) -> SQL {
        """
        UPDATE registry.case_file SET status = 'closed', act = 'close', reason = 'Nothing more to do.',
            version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func setAside(_ actor: Actor) -> SQL {
        """
        UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = 'No more.', version = version + 1,
            changed_by = \(actor.person)
        """
    }

    private static func allege(_ actor: Actor) -> SQL {
        """
        UPDATE registry.violation SET status = 'alleged', act = 'allege', reason = 'It did happen.', version = version + 1,
            changed_by = \(actor.person)
        """
    }
}
