import Postgres
import Records

extension Registry {
    /// Begins a party's role at an outlet.
    /// - Throws: `Refusal` `unknown_outlet`, `unknown_party`, `same_role_once_at_a_time`,
    ///   `beneficial_shares_are_at_most_the_whole`, `share_belongs_to_a_beneficial_owner`, or for want of the role.
    package func beginRole(at outlet: String, _ new: NewPartyRole, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (outlet: Int, party: Int) in
            let outletId = try Self.id(of: .outlet, outlet, call.actor, db)
            return (outletId, try checks.id(of: .party, new.party, at: "/party", call.actor, db))
        } _: { ids, db in
            let (outletId, partyId) = ids
            let id: Int = try db.one(
                """
                INSERT INTO registry.party_role (jurisdiction_id, outlet_id, party_id, role, share, valid_from, status, act,
                    effective_on, changed_by)
                VALUES (\(call.actor.jurisdiction), \(outletId), \(partyId), \(new.role.rawValue), \(new.share),
                    \(new.validFrom), 'current', 'begin', \(new.validFrom), \(call.actor.person))
                RETURNING id
                """)
            return try Self.roleCard(id, outlet, call.actor, db, status: 201)
        }
    }

    /// Ends a party's role at an outlet.
    /// - Throws: `Refusal` `unknown_role`, a version mismatch, `role_ends_after_it_begins`, or for want of the role.
    package func endRole(at outlet: String, _ role: String, _ end: RoleEnd, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let outletId = try Self.id(of: .outlet, outlet, call.actor, db)
            let (id, next) = try Self.nextVersion(of: .partyRole, role, call, db)
            let changed = try db.execute(
                """
                UPDATE registry.party_role SET ends_on = \(end.on), status = 'ended', act = 'end', effective_on = \(end.on),
                    reason = \(end.reason), version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id) AND outlet_id = \(outletId)
                """)
            guard changed == 1 else { throw Refusal.unknown("role", role) }
            return try Self.roleCard(id, outlet, call.actor, db)
        }
    }

    private static func roleCard(
        _ id: Int, _ outlet: String, _ actor: Actor, _ db: Transaction, status: Int = 200
    ) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, outlet, party, party_name, role, share, valid_from, ends_on, status, reason, version
            FROM registry.party_role_card WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("role", "\(id)"), status: status,
            location: status == 201 ? "/v1/outlets/\(outlet)/roles/\(id)" : nil)
    }
}
