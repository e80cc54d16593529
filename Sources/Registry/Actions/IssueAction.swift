import Postgres
import Records

extension Registry {
    /// Issues a proposed action: from now on it is the legal act. Another person than its drafter does that.
    ///
    /// In the same transaction it establishes the alleged violations that the decision's recommendation is about, as of
    /// the local day. Why here: a violation counts against an outlet only after two persons have acted on it, one who
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
            try Self.establish(by: id, call.actor, db)
            return try Self.actionCard(reference, call.actor, db)
        }
    }

    /// The criteria that the recommendation behind an action is about, with the inspection they failed in.
    private static func ground(of action: Int, _ actor: Actor) -> SQL {
        """
        SELECT r.inspection_id, line ->> 'criterion' AS criterion
        FROM registry.action AS a
        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        CROSS JOIN json_array_elements(r.trace -> 'lines') AS line
        WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action)
        """
    }

    private static func establish(by action: Int, _ actor: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            WITH ground AS (\(sql: ground(of: action, actor)))
            UPDATE registry.violation AS v SET status = 'established', act = 'establish', action_id = \(action),
                established_on = (clock_timestamp() AT TIME ZONE j.time_zone)::date,
                effective_on = (clock_timestamp() AT TIME ZONE j.time_zone)::date, reason = NULL,
                version = v.version + 1, changed_by = \(actor.person)
            FROM ground AS g, registry.jurisdiction AS j
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND j.id = v.jurisdiction_id
                AND v.inspection_id = g.inspection_id AND v.criterion = g.criterion AND v.status = 'alleged'
            """)
    }
}
