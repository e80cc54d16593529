import Postgres
import Records

extension Registry {
    /// Changes what is known about an outlet; its address changes by `moveOutlet`.
    /// - Throws: `Refusal` `unknown_outlet`, `amendment_changes_something`, a version mismatch, or for want of the role or a fitting status.
    package func amendOutlet(_ reference: String, _ change: OutletAmendment, _ call: Call) async throws -> Answer {
        try await changeOutlet(reference, call, to: change.place, postcode: change.postcode) { version in
            """
            UPDATE registry.outlet SET
                name = coalesce(\(change.name), CASE WHEN NOT \(change.without.contains(.name)) THEN name END),
                kind = coalesce(\(change.kind?.rawValue), kind),
                postcode = coalesce(\(change.postcode), CASE WHEN \(change.without.contains(.postcode)) THEN '' ELSE postcode END),
                locality = coalesce(\(change.locality), CASE WHEN \(change.without.contains(.locality)) THEN '' ELSE locality END),
                place = coalesce(\(sql: change.place.geography),
                    CASE WHEN NOT \(change.without.contains(.place)) THEN place END),
                opening_hours = coalesce(\(change.openingHours?.json),
                    CASE WHEN NOT \(change.without.contains(.openingHours)) THEN opening_hours END), act = 'amend',
                effective_on = NULL, reason = \(change.reason), version = \(version), changed_by = \(call.actor.person)
            """
        }
    }

    /// Moves an outlet to another address from a day on; its history stays with it.
    /// - Throws: as `amendOutlet`, and `one_active_outlet_per_address`, `address_keeps_its_history`,
    ///   `turns_of_an_outlet_follow_each_other`, `moving_follows_the_inspections`.
    package func moveOutlet(_ reference: String, _ move: OutletMove, _ call: Call) async throws -> Answer {
        try await changeOutlet(reference, call, to: move.place, at: move.address) { version in
            """
            UPDATE registry.outlet SET street = \(move.address.street), house_number = \(move.address.houseNumber),
                house_number_suffix = \(move.address.houseNumberSuffix), postcode = \(move.address.postcode),
                locality = \(move.address.locality), place = \(sql: move.place.geography), act = 'move',
                effective_on = \(move.on), reason = \(move.reason), version = \(version), changed_by = \(call.actor.person)
            """
        }
    }

    /// Closes an outlet for good (an enforcement closure is an action, not this).
    ///
    /// Its licence and its open case stay what they are; the answer shows them.
    /// - Throws: as `amendOutlet`, and `turns_of_an_outlet_follow_each_other`, `closing_follows_the_inspections`.
    package func closeOutlet(_ reference: String, _ end: DatedReason, _ call: Call) async throws -> Answer {
        try await changeOutlet(reference, call) { version in
            """
            UPDATE registry.outlet SET status = 'closed', act = 'close', effective_on = \(end.on), reason = \(end.reason),
                version = \(version), changed_by = \(call.actor.person)
            """
        }
    }

    /// Opens a closed outlet again at the same premises.
    /// - Throws: as `amendOutlet`, and `one_active_outlet_per_address`.
    package func reopenOutlet(_ reference: String, _ start: DatedReason, _ call: Call) async throws -> Answer {
        try await changeOutlet(reference, call) { version in
            """
            UPDATE registry.outlet SET status = 'active', act = 'reopen', effective_on = \(start.on),
                reason = \(start.reason), version = \(version), changed_by = \(call.actor.person)
            """
        }
    }

    private func changeOutlet(
        _ reference: String, _ call: Call, to place: Place? = nil, at address: Address? = nil, postcode: String? = nil,
        _ update: @escaping @Sendable (_ version: Int) -> SQL
    ) async throws -> Answer {
        try await act(call) { checks, db in
            try checks.place(place, call.actor, db)
            try checks.postcode(postcode, call.actor, db)
            guard let address else { return }
            let id = try Self.id(of: .outlet, reference, call.actor, db)
            try checks.address(address, of: id, call.actor, db)
        } _: { _, db in
            let (id, next) = try Self.nextVersion(of: .outlet, reference, call, db)
            _ = try db.execute(
                """
                \(sql: update(next))
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.outletCard(reference, call.actor, db)
        }
    }
}
