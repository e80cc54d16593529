import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What the guards of closing and voiding say, word for word, to SQL of the service's own.
struct GuardedClosingTests {
    @Test func `a case in which something is pending is not closed`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG002 closed_case_has_nothing_pending: Case C-2026-0001 can't be closed yet: recommendation 1 (warning, by nl/amsterdam/two-step about I-2026-0001) has no decision. | Decide on the recommendation; that nothing is done is a decision too, and has reasons."
            )
            try await world.follow("C-2026-0001")
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG002 closed_case_has_nothing_pending: Case C-2026-0001 can't be closed yet: decision 1 (warning, on nl/amsterdam/two-step about I-2026-0001) has no action. | Draft the action; to decide otherwise, ask the rules again about the inspection and decide on what they say then."
            )
            _ = try await world.propose("C-2026-0001")
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG002 closed_case_has_nothing_pending: Case C-2026-0001 can't be closed yet: action A-2026-0001 (warning) is proposed. | Have the action issued, or withdraw it."
            )
        }
    }

    @Test func `nobody is lenient alone, and a word is no reason`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.spare()
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG003 closed_by_another_person: You decided on no measure about I-2026-0001, so someone else must close case C-2026-0001. | Ask another officer, or a reviewer."
            )
            let short = try await world.failure(as: world.reviewer, Self.close(world.reviewer, reason: "x        "))
            #expect(short?.sqlstate == "23514")
            #expect(short?.constraint == "closing_a_case_has_a_reason")
            #expect(try await world.said(by: world.reviewer, Self.close(world.reviewer)) == nil)
        }
    }

    @Test func `nobody closes alone after an own answer, whatever is sent as SQL`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            try await world.answered(by: world.officer)
            try await world.follow("C-2026-0001")
            #expect(
                try await world.said(by: world.officer, Self.close(world.officer))
                    == "RG003 closed_by_another_person: You decided on no measure about I-2026-0001 after your own answer about structural_pattern, so someone else must close case C-2026-0001. | Ask another officer, or a reviewer."
            )
            #expect(try await world.said(by: world.reviewer, Self.close(world.reviewer)) == nil)
        }
    }

    @Test func `issuing establishes and revoking reopens, whatever is sent as SQL`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let issue = Self.change(action, "issue", "issued", world.reviewer)
            #expect(try await world.said(by: world.reviewer, issue) == nil)
            let standing: String = try await world.test.admin.read { db in
                try db.one("SELECT status FROM registry.violation")
            }
            #expect(standing == "established")
            #expect(try await world.said(by: world.officer, Self.close(world.officer)) == nil)
            #expect(
                try await world.said(by: world.reviewer, Self.change(action, "revoke", "revoked", world.reviewer))
                    == "RG002 case_is_open: Case C-2026-0001 is closed. | Open a new case for the outlet.")
        }
    }

    @Test func `a revocation beside an open case keeps that one open, whatever is sent as SQL`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            try await world.close()
            try await world.inspect(2, on: "2026-10-02")
            try await world.spare("C-2026-0002")
            #expect(
                try await world.said(by: world.reviewer, Self.change(action, "revoke", "revoked", world.reviewer))
                    == nil)
            let close: SQL = "\(sql: Self.close(world.otherOfficer)) WHERE reference = 'C-2026-0002'"
            #expect(
                try await world.said(by: world.otherOfficer, close)
                    == "RG002 closed_case_has_nothing_pending: Case C-2026-0002 can't be closed yet: since action A-2026-0001 (warning, case C-2026-0001) was revoked, nobody has asked the rules again about I-2026-0001. | Ask the rules again about the inspection in this case, and decide on what they say."
            )
        }
    }

    private static func change(_ action: String, _ act: String, _ status: String, _ actor: Actor) -> SQL {
        """
        UPDATE registry.action SET status = \(status), act = \(act), issued_by = \(actor.person),
            approved_digest = registry.action_digest(action),
            reason = 'Objection upheld.', version = version + 1, changed_by = \(actor.person)
        WHERE reference = \(action)
        """
    }

    @Test func `an inspection is voided by somebody who was not there`() async throws {
        try await withWorld { world in
            var officerToo = world.inspector
            officerToo.roles.insert(.officer)
            try await world.inspect(1)
            #expect(
                try await world.said(by: officerToo, Self.void(officerToo))
                    == "RG003 voided_by_another_person: You inspected I-2026-0001, so someone else must void it. | Ask another officer, or a reviewer."
            )
            #expect(
                try await world.said(by: world.otherInspector, Self.void(world.otherInspector))
                    == "RG001 : To void an inspection the role officer or reviewer is needed. | Ask someone who has the role officer or reviewer."
            )
        }
    }

    @Test func `an inspection on which an action rests is not voided`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            #expect(
                try await world.said(by: world.officer, Self.void(world.officer))
                    == "RG002 voided_inspection_carries_no_action: Inspection I-2026-0001 can't be voided while an action rests on it: A-2026-0001 (warning, issued). | Withdraw what is not issued, and have a reviewer revoke what is; then void the inspection."
            )
        }
    }

    @Test func `nothing more follows from a voided inspection`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            #expect(try await world.said(by: world.officer, Self.void(world.officer)) == nil)
            let words =
                "RG002 inspection_holds: Inspection I-2026-0001 is voided, so nothing more follows from it. | Look at the inspection; it says who voided it and why."
            #expect(
                try await world.correction("pass", by: world.inspector, recordedAs: world.inspector)?.words == words)
            let decided = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, recorded_by)
                SELECT jurisdiction_id, case_id, id, 'follow', measure, \(world.officer.person) FROM registry.recommendation
                """)
            #expect(decided == words)
            let alleged = try await world.said(
                by: world.inspector,
                """
                INSERT INTO registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, act, changed_by)
                SELECT v.jurisdiction_id, v.outlet_id, v.inspection_id, v.criterion, v.day, 'alleged', 'allege',
                    \(world.inspector.person) FROM registry.violation AS v
                """)
            #expect(
                alleged
                    == "RG007 violation_is_a_failed_finding: A violation is a failed finding of its inspection, on the day of that inspection, which is not voided. | "
            )
            for statement: SQL in [
                "UPDATE registry.voiding SET reason = 'Something else.'", "DELETE FROM registry.voiding",
            ] {
                #expect(try await world.failure(as: world.officer, statement)?.sqlstate == "42501")
            }
        }
    }

    @Test func `of two inspections that are duplicates of each other one holds`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2)
            _ = try await world.registry.voidInspection(
                "I-2026-0002", InspectionVoiding(duplicateOf: "I-2026-0001", reason: "The same visit, typed twice."),
                Call(by: world.officer))
            let other = try await world.said(
                by: world.reviewer,
                """
                INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, duplicate_of, reason, recorded_by)
                SELECT i.jurisdiction_id, i.outlet_id, i.id, \(World.id(2))::uuid, 'The same visit.', \(world.reviewer.person)
                FROM registry.inspection AS i WHERE i.reference = 'I-2026-0001'
                """)
            #expect(
                other
                    == "RG002 duplicate_is_of_an_inspection_that_holds: Inspection I-2026-0002 is voided itself, so I-2026-0001 can't be voided as its duplicate. | Name the inspection that holds, or leave it out."
            )
        }
    }

    private static func close(_ actor: Actor, reason: String = "Nothing more to do.") -> SQL {
        """
        UPDATE registry.case_file SET status = 'closed', act = 'close', reason = \(reason), version = version + 1,
            changed_by = \(actor.person)
        """
    }

    private static func void(_ actor: Actor) -> SQL {
        """
        INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, reason, recorded_by)
        SELECT i.jurisdiction_id, i.outlet_id, i.id, 'It was another outlet.', \(actor.person) FROM registry.inspection AS i
        """
    }
}
