import Postgres
import Records

extension Registry {
    /// Revokes an issued action. The violations that it established are set aside with it and leave every count; the answer's
    /// `consequences` are the later recommendations that counted them, with what each would be now; its `outdated` are those
    /// that wait and have the measure in their facts as one that ran.
    ///
    /// A case that was closed is open again: somebody else than who revoked closes it. Where another case of the outlet is
    /// open, the closed one stays closed and what follows is decided in the open one. `followUp` says which case it is.
    /// - Throws: `Refusal` what every act on an action throws.
    package func revokeAction(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .action, reference, call, db)
            let followUp = try Self.followUp(of: id, reason, call.actor, db)
            try Self.update(
                action: id, to: next, "status = 'revoked', act = 'revoke', reason = \(reason.text)", call.actor, db)
            let fallen: [Int] = try db.one(
                """
                SELECT coalesce(array_agg(v.id), '{}') FROM registry.violation AS v
                WHERE v.jurisdiction_id = \(call.actor.jurisdiction) AND v.action_id = \(id) AND v.status = 'set_aside'
                """)
            let consequences = try Consequence.all(of: fallen, call.actor, packs, db)
            return try Self.actionCard(reference, call.actor, db).with("followUp", followUp)
                .with("consequences", .array(consequences.map(\.json)))
                .with("outdated", Self.ranAgainst(outletOf: id, call.actor, db))
        }
    }

    /// The recommendations at the outlet of an action that wait and whose facts have changed otherwise than in violations.
    private static func ranAgainst(outletOf action: Int, _ actor: Actor, _ db: Transaction) throws -> JSONValue {
        try OutdatedRecommendations.at(
            outlets: """
                SELECT a.outlet_id FROM registry.action AS a
                WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action)
                """, where: "f.violation_id IS NULL", actor, db)
    }

    /// The case in which it is decided what follows, opened again where it was closed and no other one is open; null for an
    /// action that isn't issued.
    private static func followUp(
        of action: Int, _ reason: Reason, _ actor: Actor, _ db: Transaction
    ) throws -> JSONValue {
        let issued = try db.rows(
            """
            SELECT c.id, c.reference, c.status, o.reference AS other FROM registry.action AS a
            JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
            LEFT JOIN registry.case_file AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.outlet_id = c.outlet_id
                AND o.status = 'open' AND o.id <> c.id
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.id = \(action) AND a.status = 'issued'
            """)
        guard issued.count == 1 else { return .null }
        let row = issued[0]
        let file: String = try row.get("reference")
        if let other = try row.get("other", as: String?.self) { return ["case": .string(other), "reopened": false] }
        let isClosed: Bool = try row.get("status", as: String.self) == "closed"
        if isClosed { try reopen(try row.get("id"), reason, actor, db) }
        return ["case": .string(file), "reopened": .bool(isClosed)]
    }

    private static func reopen(_ caseFile: Int, _ reason: Reason, _ actor: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            UPDATE registry.case_file SET status = 'open', act = 'reopen', effective_on = NULL, reason = \(reason.text),
                version = version + 1, changed_by = \(actor.person)
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(caseFile)
            """)
    }
}
