import Postgres
import Records

extension Registry {
    /// Grants a licence for an outlet.
    /// - Throws: `Refusal` `unknown_outlet`, `unknown_party`, `outlet_is_closed`, `one_licence_per_outlet_at_a_time`,
    ///   `licence_maximum`, or for want of the role.
    package func grantLicence(for outlet: String, _ new: NewLicence, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let outletId = try Self.id(of: .outlet, outlet, call.actor, db)
            let holderId = try Self.id(of: .party, new.holder, call.actor, db)
            let reference: String? = try db.first(
                """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, valid_from, ends_on,
                    conditions, status, act, effective_on, changed_by)
                SELECT \(call.actor.jurisdiction), 0, '', o.id, \(holderId), \(new.validFrom), \(new.endsOn),
                    \(new.conditions), 'valid', 'grant', \(new.validFrom), \(call.actor.person)
                FROM registry.outlet AS o
                WHERE o.jurisdiction_id = \(call.actor.jurisdiction) AND o.id = \(outletId) AND o.status = 'active'
                RETURNING reference
                """)
            guard let reference else {
                throw Refusal(
                    .notPossibleNow, "outlet_is_closed", "Outlet \(outlet) is closed, so no licence was granted.",
                    hint: "Reopen the outlet first.")
            }
            return try Self.licenceCard(reference, call.actor, db, status: 201)
        }
    }

    /// Hands a licence to another holder: the old one ends that day as `transferred`, a new one continues it until the day
    /// the old one would have ended, with the same conditions.
    /// - Throws: `Refusal` `unknown_licence`, `unknown_party`, a version mismatch, or for want of a fitting status or role.
    package func transferLicence(_ reference: String, _ transfer: LicenceTransfer, _ call: Call) async throws -> Answer
    {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .licence, reference, call, db)
            let holderId = try Self.id(of: .party, transfer.holder, call.actor, db)
            let end: String? = try db.first(
                """
                SELECT ends_on::text FROM registry.licence
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            _ = try db.execute(
                """
                UPDATE registry.licence SET status = 'transferred', act = 'transfer', ends_on = \(transfer.on),
                    effective_on = \(transfer.on), reason = \(transfer.reason), version = \(next),
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            let successor: String = try db.one(
                """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, previous_id,
                    valid_from, ends_on, conditions, status, act, effective_on, reason, changed_by)
                SELECT l.jurisdiction_id, 0, '', l.outlet_id, \(holderId), l.id, \(transfer.on), \(end)::text::date,
                    l.conditions, 'valid', 'succeed', \(transfer.on), \(transfer.reason), \(call.actor.person)
                FROM registry.licence AS l WHERE l.jurisdiction_id = \(call.actor.jurisdiction) AND l.id = \(id)
                RETURNING reference
                """)
            return try Self.licenceCard(successor, call.actor, db, status: 201)
        }
    }
}
