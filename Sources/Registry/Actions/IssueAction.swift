import Postgres
import Records

extension Registry {
    /// Issues a proposed action: from now on it is the legal act. Another person than its drafter does that.
    ///
    /// With it PostgreSQL establishes the alleged violations that the decision's recommendation is about, as of the local
    /// day. Why here: a violation counts against an outlet only after two persons have acted on it, one who
    /// proposed and one who issued, and this is the one act in which both have. Until then it is an allegation of the
    /// inspector, which no ladder may count as decided. The answer's `outdated` are the recommendations that wait and don't
    /// know that yet: they aren't followed before the rules were asked again.
    ///
    /// The approval is of one content: PostgreSQL compares the digest that was read with that of what would be issued.
    /// - Throws: `Refusal` `unknown_action`, a version mismatch, `issued_by_another_person`, `issued_content_is_what_was_read`, `violation_no_longer_stands`, `action_is_on_the_latest_recommendation`,
    ///   `issued_action_is_not_over`, `one_closure_at_a_time`, or for want of the role or a fitting status.
    package func issueAction(_ reference: String, _ issue: ActionIssue, _ call: Call) async throws -> Answer {
        try await requireWitnesses()
        return try await act(call, settings: Self.readByIndexes) { db in
            let (id, next) = try Self.nextVersion(of: .action, reference, call, db)
            try Self.update(
                action: id, to: next,
                """
                status = 'issued', act = 'issue', issued_by = \(call.actor.person), issued_at = clock_timestamp(),
                reason = NULL, approved_digest = decode(\(issue.digest), 'hex')
                """, call.actor, db)
            return try Self.actionCard(reference, call.actor, db)
                .with("outdated", Self.outdated(by: id, call.actor, db))
        }
    }

    /// The recommendations that wait and have in their facts as alleged what an action has just established, each with the
    /// act that asks the rules again: about its outlet, and others of whoever has operated it.
    private static func outdated(by action: Int, _ actor: Actor, _ db: Transaction) throws -> JSONValue {
        try OutdatedRecommendations.at(
            outlets: """
                SELECT a.outlet_id FROM registry.action AS a
                WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action)
                UNION
                SELECT e.outlet_id FROM registry.action AS a
                JOIN registry.party_role AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.outlet_id = a.outlet_id
                    AND n.role = 'operator'
                JOIN registry.party_role AS e ON e.jurisdiction_id = n.jurisdiction_id AND e.party_id = n.party_id
                    AND e.role = 'operator'
                WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action)
                """,
            where: """
                f.violation_id IN (SELECT v.id FROM registry.violation AS v
                    WHERE v.jurisdiction_id = r.jurisdiction_id AND v.action_id = \(action))
                """, actor, db)
    }
}
