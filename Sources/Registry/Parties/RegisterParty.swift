import Postgres
import Records

extension Registry {
    /// Registers a party and gives it its reference.
    /// - Throws: `Refusal` `registration_number_is_unique`, or for want of the role.
    package func registerParty(_ new: NewParty, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db in
            try checks.value(at: "/registrationNumber", orElse: ()) {
                try Self.refuseNumber(new.registrationNumber, of: nil, call.actor, db)
            }
        } _: { _, db in
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
    /// - Throws: `Refusal` `unknown_party`, `amendment_changes_something`, a version mismatch, `registration_number_is_unique`, or for want of the role.
    package func amendParty(_ reference: String, _ change: PartyAmendment, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .party, reference, call, db)
            try Self.refuseNumber(change.registrationNumber, of: id, call.actor, db)
            _ = try db.execute(
                """
                UPDATE registry.party SET name = coalesce(\(change.name), name),
                    registration_number = coalesce(\(change.registrationNumber),
                        CASE WHEN NOT \(change.withoutRegistration) THEN registration_number END),
                    act = 'amend', reason = \(change.reason), version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.partyCard(reference, call.actor, db)
        }
    }

    /// The unique index decides between two parties at once; here it is said which party has the number.
    /// - Parameter own: the party whose number it becomes, where it is there already.
    private static func refuseNumber(_ number: String?, of own: Int?, _ actor: Actor, _ db: Transaction) throws {
        guard let number else { return }
        let rows = try db.rows(
            """
            SELECT reference, name, registration_number FROM registry.party
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id IS DISTINCT FROM \(own)
                AND lower(regexp_replace(registration_number, '[ ./_-]', '', 'g'))
                    = lower(regexp_replace(\(number), '[ ./_-]', '', 'g'))
            """)
        guard rows.count > 0 else { return }
        let (reference, name): (String, String) = (try rows[0].get("reference"), try rows[0].get("name"))
        let kept: String = try rows[0].get("registration_number")
        throw Refusal(
            .conflict, "registration_number_is_unique",
            "Party \(reference) \"\(name)\" has the registration \(kept) already.",
            hint: "Use that party; one registration is one party.")
    }
}
