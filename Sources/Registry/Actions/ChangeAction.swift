import Policy
import Postgres
import Records

extension Registry {
    /// Changes a draft; its drafter does that. Members that are nil stay as they are.
    /// - Throws: `Refusal` `unknown_action`, a version mismatch, a rule on its content, or for want of the role, the person
    ///   or a fitting status. So do the other acts on an action.
    package func amendAction(_ reference: String, _ content: ActionContent, _ call: Call) async throws -> Answer {
        try await changeAction(reference, call) {
            """
            act = 'amend', kind = coalesce(\(content.kind?.rawValue), kind),
            starts_on = coalesce(\(content.startsOn), starts_on), ends_on = coalesce(\(content.endsOn), ends_on),
            amount = coalesce(\(content.amount?.decimal)::numeric, amount),
            currency = coalesce(\(content.amount?.currency), currency), text = coalesce(\(content.text), text),
            reason = NULL
            """
        }
    }

    /// Puts a draft before the reviewers; its drafter does that.
    package func proposeAction(_ reference: String, _ call: Call) async throws -> Answer {
        try await changeAction(reference, call) {
            "status = 'proposed', act = 'propose', proposed_at = clock_timestamp(), reason = NULL"
        }
    }

    /// Gives a proposed action back to its drafter, with a reason.
    package func returnAction(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeAction(reference, call) { "status = 'draft', act = 'return', reason = \(reason.text)" }
    }

    /// Takes a draft or a proposed action back for good; its decision waits for an action again.
    package func withdrawAction(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeAction(reference, call) { "status = 'withdrawn', act = 'withdraw', reason = \(reason.text)" }
    }

    /// Revokes an issued action. The violations that it established are set aside with it and leave every count; the answer's
    /// `consequences` are the later recommendations that counted them, with what each would be now. A case that was closed is
    /// open again: somebody else than who revoked closes it.
    /// - Throws: `Refusal` `other_case_is_open`, and what every act on an action throws.
    package func revokeAction(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .action, reference, call, db)
            try Self.reopenCase(of: id, reference, reason, call.actor, db)
            try Self.update(
                action: id, to: next, "status = 'revoked', act = 'revoke', reason = \(reason.text)", call.actor, db)
            let fallen: [Int] = try db.one(
                """
                SELECT coalesce(array_agg(v.id), '{}') FROM registry.violation AS v
                WHERE v.jurisdiction_id = \(call.actor.jurisdiction) AND v.action_id = \(id) AND v.status = 'set_aside'
                """)
            let consequences = try Consequence.all(of: fallen, call.actor, packs, db)
            return try Self.actionCard(reference, call.actor, db).with(
                "consequences", .array(consequences.map(\.json)))
        }
    }

    private static func reopenCase(
        of action: Int, _ reference: String, _ reason: Reason, _ actor: Actor, _ db: Transaction
    ) throws {
        let closed = try db.rows(
            """
            SELECT c.id, c.reference, o.reference AS other FROM registry.action AS a
            JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
            LEFT JOIN registry.case_file AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.outlet_id = c.outlet_id
                AND o.status = 'open'
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action) AND a.status = 'issued'
                AND c.status = 'closed'
            """)
        guard closed.count == 1 else { return }
        let row = closed[0]
        let file: String = try row.get("reference")
        if let other = try row.get("other", as: String?.self) {
            throw Refusal(
                .conflict, "other_case_is_open",
                "Revoking action \(reference) opens case \(file) again, and case \(other) is open for the outlet.",
                hint: "Close \(other) first; an outlet has one open case.")
        }
        try db.execute(
            """
            UPDATE registry.case_file SET status = 'open', act = 'reopen', effective_on = NULL, reason = \(reason.text),
                version = version + 1, changed_by = \(actor.person)
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(try row.get("id", as: Int.self))
            """)
    }

    private func changeAction(
        _ reference: String, _ call: Call, _ assignments: @escaping @Sendable () -> SQL
    ) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .action, reference, call, db)
            try Self.update(action: id, to: next, assignments(), call.actor, db)
            return try Self.actionCard(reference, call.actor, db)
        }
    }

    static func update(
        action id: Int, to version: Int, _ assignments: SQL, _ actor: Actor, _ db: Transaction
    ) throws {
        try db.execute(
            """
            UPDATE registry.action SET \(sql: assignments), effective_on = NULL, version = \(version),
                changed_by = \(actor.person)
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)
            """)
    }
}
