import Policy
import Postgres
import Records

extension Registry {
    /// Changes a draft; its drafter does that. Members that are nil stay as they are, but for those that it is to be without.
    /// - Throws: `Refusal` `unknown_action`, a version mismatch, a rule on its content, or for want of the role, the person
    ///   or a fitting status. So do the other acts on an action.
    package func amendAction(_ reference: String, _ content: ActionContent, _ call: Call) async throws -> Answer {
        let kept = { @Sendable (column: SQL, type: SQL, part: ActionContent.Part) -> SQL in
            content.without.contains(part) ? "NULL::\(sql: type)" : column
        }
        return try await changeAction(reference, call) {
            """
            act = 'amend', kind = coalesce(\(content.kind?.rawValue), kind),
            starts_on = coalesce(\(content.startsOn), \(sql: kept("starts_on", "date", .startsOn))),
            ends_on = coalesce(\(content.endsOn), \(sql: kept("ends_on", "date", .endsOn))),
            amount = coalesce(\(content.amount?.decimal)::numeric, \(sql: kept("amount", "numeric", .amount))),
            currency = coalesce(\(content.amount?.currency), \(sql: kept("currency", "text", .amount))),
            text = coalesce(\(content.text), text), reason = NULL
            """
        }
    }

    /// Puts a draft before the reviewers; its drafter does that.
    package func proposeAction(_ reference: String, _ call: Call) async throws -> Answer {
        try await requireWitnesses()
        return try await changeAction(reference, call) {
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
