import Postgres
import Records

extension Registry {
    /// Issues a proposed action: from now on it is the legal act. Another person than its drafter does that.
    ///
    /// With it PostgreSQL establishes the alleged violations that the decision's recommendation is about, as of the local
    /// day. Why here: a violation counts against an outlet only after two persons have acted on it, one who
    /// proposed and one who issued, and this is the one act in which both have. Until then it is an allegation of the
    /// inspector, which no ladder may count as decided.
    /// - Throws: `Refusal` `unknown_action`, a version mismatch, `issued_by_another_person`, `violation_no_longer_stands`,
    ///   `issued_action_is_not_over`, `one_closure_at_a_time`, or for want of the role or a fitting status.
    package func issueAction(_ reference: String, _ call: Call) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { db in
            let (id, next) = try Self.nextVersion(of: .action, reference, call, db)
            try Self.update(
                action: id, to: next,
                """
                status = 'issued', act = 'issue', issued_by = \(call.actor.person), issued_at = clock_timestamp(),
                reason = NULL
                """, call.actor, db)
            return try Self.actionCard(reference, call.actor, db)
        }
    }
}
