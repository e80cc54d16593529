import Postgres
import Records
import Testing

@testable import Registry

/// What the service role can't do with SQL of its own, even under a context it has signed.
@Suite struct DirectCaseSQLTests {
    @Test func `a decision is not updated and a finding is not deleted`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            for statement: SQL in [
                "UPDATE registry.decision SET measure = 'closure'", "DELETE FROM registry.finding",
                "TRUNCATE registry.finding", "UPDATE registry.recommendation SET measure = 'closure'",
                "UPDATE registry.inspection SET note = 'x'", "DELETE FROM registry.action",
            ] {
                #expect(try await world.failure(as: world.officer, statement)?.sqlstate == "42501")
            }
        }
    }

    @Test func `an action is not issued by its proposer`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.both)
            let failure = try await world.failure(as: world.both, Self.issue(by: world.both, signedBy: world.both))
            #expect(failure?.sqlstate == "RG003")
            #expect(failure?.message == "You drafted action A-2026-0001, so someone else must issue it.")
        }
    }

    @Test func `an action is not issued in another's name`() async throws {
        try await withWorld { world in
            try await world.proposed()
            let name = try await world.failure(as: world.reviewer, Self.issue(by: world.both, signedBy: world.reviewer))
            #expect(name?.sqlstate == "RG003")
            #expect(name?.message == "An action is issued in one's own name.")
            let signature = try await world.failure(
                as: world.reviewer, Self.issue(by: world.both, signedBy: world.both))
            #expect(signature?.sqlstate == "RG007")
            #expect(signature?.message == "The act was not signed by the person who is recorded for it.")
        }
    }

    @Test func `the text of an issued action does not change, nor who drafted it`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let drafter = try await world.failure(
                as: world.reviewer, "UPDATE registry.action SET proposed_by = \(world.both.person)")
            #expect(drafter?.sqlstate == "42501")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let text = try await world.failure(
                as: world.reviewer,
                """
                UPDATE registry.action SET text = 'Something else.', status = 'revoked', act = 'revoke', reason = 'x',
                    version = version + 1, changed_by = \(world.reviewer.person)
                """)
            #expect(text?.message == "The content of action A-2026-0001 changes only while it is a draft.")
            #expect(text?.hint == "Have it returned, amend it and propose it again.")
            let quietly = try await world.failure(
                as: world.reviewer, "UPDATE registry.action SET text = 'Something else.'")
            #expect(quietly?.message == "The action has version 3 now.")
        }
    }

    @Test func `nothing is recorded in another's name`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let failure = try await world.correction("pass", by: world.officer, recordedAs: world.inspector)
            #expect(failure?.sqlstate == "RG007")
            #expect(failure?.message == "The act was not signed by the person who is recorded for it.")
        }
    }

    @Test func `findings are not added later`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let failure = try await world.failure(
                as: world.inspector,
                """
                INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result)
                SELECT i.jurisdiction_id, i.outlet_id, i.id, 'Z', 'fail' FROM registry.inspection AS i
                """)
            #expect(failure?.sqlstate == "RG007")
            #expect(failure?.constraint == "findings_arrive_with_an_inspection_that_had_access")
            #expect(
                failure?.message
                    == "Findings are stored with their inspection, in its transaction, and only when it had access.")
        }
    }

    @Test func `a violation is not established without an issued action`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let failure = try await world.failure(
                as: world.reviewer,
                """
                UPDATE registry.violation SET status = 'established', act = 'establish', established_on = current_date,
                    version = version + 1, changed_by = \(world.reviewer.person)
                """)
            #expect(failure?.sqlstate == "RG007")
            #expect(failure?.constraint == "established_violation_rests_on_an_action")
        }
    }

    private static func issue(by issuer: Actor, signedBy signer: Actor) -> SQL {
        """
        UPDATE registry.action SET status = 'issued', act = 'issue', approved_digest = registry.action_digest(action), issued_by = \(issuer.person), issued_at = now(),
            version = version + 1, changed_by = \(signer.person)
        """
    }
}

extension World {
    /// The failure of a statement of the service role, under the signed context of a person.
    func failure(as actor: Actor, _ statement: SQL) async throws -> PostgresError? {
        let signer = ContextSigner(key: test.contextKey)
        do {
            _ = try await test.service.write([signer.statement(for: actor)]) { try $0.execute(statement) }
            return nil
        } catch let error as PostgresError {
            return error
        }
    }
}
