import Foundation
import Postgres
import Records
import Testing

@testable import Registry

/// Edits, proposals, approvals and issues of one action by several connections at once, in seeded random order: what is
/// issued is always the content whose digest the issuer had read. 10,000 of them with REGISTRY_FULL=1.
@Suite struct ApprovalRaceTests {
    /// An action with a long past is slow to change, so each hundred has a registry of its own.
    private static let hundreds: UInt64 = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 100 : 1

    @Test(arguments: 0..<hundreds)
    func `an issued text is the one that its issuer approved`(hundred: UInt64) async throws {
        try await withWorld { world in
            let result = try await ApprovalRace(world).run(rounds: 100, seed: 20_261_127 + hundred)
            #expect(result.wrong == [])
            // The race has bite: both happen often.
            #expect(result.issued > 10 && result.stale > 5, "\(result)")
        }
    }

    @Test func `without the comparison other texts than the approved ones are issued`() async throws {
        try await withWorld { world in
            let race = try await ApprovalRace(world)
            try await world.sabotage("ops.require_approved_content(registry.action)")
            let result = try await race.run(rounds: 40, seed: 20_261_127)
            #expect(!result.wrong.isEmpty, "\(result)")
        }
    }

    @Test func `an issue without a digest, or with another one, is refused in words`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let issue: SQL = """
                UPDATE registry.action SET status = 'issued', act = 'issue', issued_by = \(world.reviewer.person),
                    version = version + 1, changed_by = \(world.reviewer.person)
                """
            #expect(
                try await world.said(by: world.reviewer, issue)
                    == "RG007 issue_names_what_was_read: Action \(action) was not issued: the digest of the content that you read is missing. | Read the action, and send its digest."
            )
            let digest = try await world.registry.action(action, world.reviewer).json["digest"]?.text ?? ""
            let other = String(repeating: "0", count: 64)
            let refusal = await #expect(throws: Refusal.self) {
                try await world.registry.issueAction(
                    action, ActionIssue(digest: other), Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(refusal?.kind == .changedMeanwhile && refusal?.code == "issued_content_is_what_was_read")
            #expect(
                refusal?.message
                    == "Action \(action) was not issued: its content is not what you read (its digest is \(digest.prefix(12)) now, you sent 000000000000)."
            )
            #expect(refusal?.hint == "Read it again and decide on what it says now.")
            let early: SQL = """
                UPDATE registry.action SET status = 'draft', act = 'return', reason = 'For the test.',
                    approved_digest = registry.action_digest(action), version = version + 1,
                    changed_by = \(world.reviewer.person)
                """
            #expect(
                try await world.said(by: world.reviewer, early)
                    == "RG007 content_is_approved_by_issuing: The content of action \(action) is approved by issuing it, and by nothing else. | "
            )
            _ = try await world.registry.issueAction(
                action, ActionIssue(digest: digest), Call(by: world.reviewer, expectedVersion: 2))
        }
    }
}
