import Policy
import Postgres
import Records

extension Registry {
    /// Begins a party's role at an outlet.
    /// - Throws: `Refusal` `unknown_outlet`, `unknown_party`, `same_role_once_at_a_time`, `one_operator_per_outlet_at_a_time`,
    ///   `beneficial_shares_are_at_most_the_whole`, `share_belongs_to_a_beneficial_owner`,
    ///   `nobody_runs_a_closed_outlet`, or for want of the role.
    package func beginRole(at outlet: String, _ new: NewPartyRole, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (outlet: Int, party: Int) in
            let outletId = try Self.id(of: .outlet, outlet, call.actor, db)
            let partyId = try checks.id(of: .party, new.party, at: "/party", call.actor, db)
            if new.role == .operator, checks.isGood("/party", "/validFrom") {
                try checks.value(at: "/role", orElse: ()) {
                    try Self.refuseSecondOperator(of: (outletId, outlet), partyId, from: new.validFrom, call.actor, db)
                }
            }
            return (outletId, partyId)
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

    /// The exclusion constraint decides between two operators at once; here it is said who is operator already.
    private static func refuseSecondOperator(
        of outlet: (id: Int, reference: String), _ party: Int, from day: LocalDate, _ actor: Actor, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT r.id, r.valid_from, r.ends_on, p.reference, p.name FROM registry.party_role AS r
            JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.outlet_id = \(outlet.id) AND r.role = 'operator'
                AND r.party_id <> \(party) AND daterange(r.valid_from, r.ends_on) && daterange(\(day)::date, NULL)
            ORDER BY r.valid_from LIMIT 1
            """)
        guard rows.count > 0 else { return }
        let (reference, name): (String, String) = (try rows[0].get("reference"), try rows[0].get("name"))
        let end = try rows[0].get("ends_on", as: LocalDate?.self)
        let period = "from \(try rows[0].get("valid_from", as: LocalDate.self))" + (end.map { " until \($0)" } ?? "")
        let role: Int = try rows[0].get("id")
        throw Refusal(
            .conflict, "one_operator_per_outlet_at_a_time",
            "Party \(reference) \"\(name)\" is operator of outlet \(outlet.reference) \(period); an outlet has one "
                + "operator on a day.",
            hint: end.map { "Begin the new role on \($0) or later." }
                ?? "End role \(role) first, on the day on which the new one begins.")
    }

    /// Ends a party's role at an outlet, no later than it ends already.
    /// - Throws: `Refusal` `unknown_role`, a version mismatch, `role_ends_after_it_begins`,
    ///   `ending_a_role_does_not_prolong_it`, or for want of the role.
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
