import Postgres
import Records

extension Registry {
    /// Registers a party and gives it its reference.
    /// - Throws: `Refusal` `registration_number_is_unique`, or for want of the role.
    package func registerParty(_ new: NewParty, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let reference: String = try db.one(
                """
                INSERT INTO registry.party (jurisdiction_id, number, reference, kind, name, registration_number, status, act,
                    changed_by)
                VALUES (\(call.actor.jurisdiction), 0, '', \(new.kind.rawValue), \(new.name), \(new.registrationNumber),
                    'active', 'register', \(call.actor.person))
                RETURNING reference
                """)
            return try Self.partyCard(reference, call.actor, db, status: 201)
        }
    }

    /// Changes what is known about a party.
    /// - Throws: `Refusal` `unknown_party`, a version mismatch, `registration_number_is_unique`, or for want of the role.
    package func amendParty(_ reference: String, _ change: PartyAmendment, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .party, reference, call, db)
            _ = try db.execute(
                """
                UPDATE registry.party SET name = coalesce(\(change.name), name),
                    registration_number = coalesce(\(change.registrationNumber), registration_number),
                    act = 'amend', reason = \(change.reason), version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.partyCard(reference, call.actor, db)
        }
    }
}
