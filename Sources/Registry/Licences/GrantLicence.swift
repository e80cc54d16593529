import Postgres
import Records

extension Registry {
    /// Grants a licence for an outlet.
    /// - Throws: `Refusal` `unknown_outlet`, `unknown_party`, `outlet_is_closed`, `one_licence_per_outlet_at_a_time`,
    ///   `licence_maximum`, or for want of the role.
    package func grantLicence(for outlet: String, _ new: NewLicence, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (outlet: Int, holder: Int) in
            let outletId = try Self.id(of: .outlet, outlet, call.actor, db)
            let holderId = try checks.id(of: .party, new.holder, at: "/holder", call.actor, db)
            if checks.isGood("/validFrom", "/endsOn") {
                try checks.value(at: "/validFrom", orElse: ()) {
                    try Self.refuseOverlap(with: new, at: outletId, outlet, call.actor, db)
                }
            }
            return (outletId, holderId)
        } _: { ids, db in
            let (outletId, holderId) = ids
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

    /// The exclusion constraint decides between two grants at once; here it is said which licence stands in the way.
    private static func refuseOverlap(
        with new: NewLicence, at outletId: Int, _ outlet: String, _ actor: Actor, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT l.reference, l.valid_from::text, l.ends_on::text FROM registry.licence AS l
            WHERE l.jurisdiction_id = \(actor.jurisdiction) AND l.outlet_id = \(outletId)
                AND daterange(l.valid_from, l.ends_on) && daterange(\(new.validFrom), \(new.endsOn))
            ORDER BY l.valid_from LIMIT 1
            """)
        guard rows.count > 0 else { return }
        let (reference, from): (String, String) = (try rows[0].get("reference"), try rows[0].get("valid_from"))
        let end = try rows[0].get("ends_on", as: String?.self).map { " until \($0)" } ?? ", without an end,"
        let period = "from \(new.validFrom)" + (new.endsOn.map { " until \($0)" } ?? ", without an end,")
        throw Refusal(
            .conflict, "one_licence_per_outlet_at_a_time",
            "Outlet \(outlet) has licence \(reference) from \(from)\(end) already; one \(period) would overlap it.",
            hint: "End licence \(reference) first, or choose days on which there is none.")
    }

    /// Hands a licence to another holder: the old one ends that day as `transferred`, a new one continues it until the day
    /// the old one would have ended, with the same conditions.
    /// - Throws: `Refusal` `unknown_licence`, `unknown_party`, `transfer_changes_the_holder`, a version mismatch, or for want of a
    ///   fitting status or role.
    package func transferLicence(_ reference: String, _ transfer: LicenceTransfer, _ call: Call) async throws -> Answer
    {
        try await act(call) { checks, db in
            let holderId = try checks.id(of: .party, transfer.holder, at: "/holder", call.actor, db)
            try checks.value(at: "/holder", orElse: ()) {
                try Self.refuseSameHolder(reference, holderId, transfer.holder, call.actor, db)
            }
            return holderId
        } _: { holderId, db in
            let (id, next) = try Self.nextVersion(of: .licence, reference, call, db)
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

    private static func refuseSameHolder(
        _ licence: String, _ holderId: Int, _ holder: String, _ actor: Actor, _ db: Transaction
    ) throws {
        let holds: Bool = try db.one(
            """
            SELECT EXISTS (SELECT FROM registry.licence AS l WHERE l.jurisdiction_id = \(actor.jurisdiction)
                AND l.reference = \(licence) AND l.holder_id = \(holderId))
            """)
        guard holds else { return }
        throw Refusal(
            .badInput, "transfer_changes_the_holder",
            "\(holder) holds licence \(licence) already, so there is nothing to transfer.",
            hint: "Name the new holder; to give the licence a later end, renew it.")
    }
}
