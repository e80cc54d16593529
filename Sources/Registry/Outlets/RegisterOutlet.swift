import Postgres
import Records

extension Registry {
    /// Registers an outlet and gives it its reference.
    /// - Throws: `Refusal` `one_active_outlet_per_address`, `address_keeps_its_history`, `place_is_in_the_jurisdiction`, or
    ///   for want of the role.
    package func registerOutlet(_ new: NewOutlet, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db in
            try checks.place(new.place, call.actor, db)
            try checks.address(new.address, of: nil, call.actor, db)
        } _: { _, db in
            let reference: String = try db.one(
                """
                INSERT INTO registry.outlet (jurisdiction_id, number, reference, name, kind, street, house_number,
                    house_number_suffix, postcode, locality, place, opening_hours, tolerated_from, status, act,
                    effective_on, changed_by)
                VALUES (\(call.actor.jurisdiction), 0, '', \(new.name), \(new.kind.rawValue), \(new.address.street),
                    \(new.address.houseNumber), \(new.address.houseNumberSuffix), \(new.address.postcode),
                    \(new.address.locality), \(sql: new.place.geography), \(new.openingHours?.json), \(new.toleratedFrom),
                    'active', 'register', \(new.toleratedFrom), \(call.actor.person))
                RETURNING reference
                """)
            return try Self.outletCard(reference, call.actor, db, status: 201)
        }
    }
}
