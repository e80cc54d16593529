import Postgres
import Records

extension Registry {
    /// Receives a report of the public. The contact is sealed before it is stored; no answer repeats it.
    /// - Throws: `Refusal` `nuisance_is_not_in_the_future`, `place_is_in_the_jurisdiction`, a report without a place and an
    ///   address, an empty contact, `no_contact_key`, or for want of the role.
    package func receiveNuisanceReport(_ new: NewNuisanceReport, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> SealingKey? in
            try Self.check(new, call.actor, &checks, db)
            guard new.contact != nil else { return nil }
            return try checks.value(at: "/contact", orElse: nil) { try sealingKey(call.actor, db) }
        } _: { key, db in
            let rows = try db.rows(
                """
                INSERT INTO registry.nuisance_report (jurisdiction_id, number, reference, category, occurred_at, place,
                    address, description, recorded_by)
                VALUES (\(call.actor.jurisdiction), 0, '', \(new.category.rawValue), \(new.occurredAt),
                    \(sql: new.place.geography), \(new.address), \(new.description), \(call.actor.person))
                RETURNING id, reference
                """)
            let (id, reference): (String, String) = (try rows[0].get("id"), try rows[0].get("reference"))
            if let contact = new.contact, let key { try seal(contact, of: id, to: key, call, db) }
            return try Self.nuisanceReportCard(reference, call.actor, db, status: 201)
        }
    }

    private static func check(
        _ new: NewNuisanceReport, _ actor: Actor, _ checks: inout Checks, _ db: Transaction
    ) throws {
        if new.place == nil, new.address == nil, checks.isGood("/longitude", "/latitude") {
            checks.note(
                FieldProblem(
                    "/address", "place_missing",
                    "The report says nowhere where it was. Give longitude and latitude, or an address."))
        }
        try checks.place(new.place, actor, db)
        if new.contact?.unsealed.isEmpty == true {
            checks.note(
                FieldProblem(
                    "/contact", "empty_contact",
                    "The contact has no name, e-mail or telephone. Give one of them, or leave the contact out."))
        }
        try checks.value(at: "/occurredAt", orElse: ()) { try refuseFuture(new.occurredAt, actor, db) }
    }

    /// The database refuses it too, as it stores.
    private static func refuseFuture(_ instant: Instant, _ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            """
            SELECT \(instant)::timestamptz > clock_timestamp() + interval '5 minutes' AS is_in_the_future,
                to_char(\(instant)::timestamptz AT TIME ZONE j.time_zone, 'YYYY-MM-DD HH24:MI') AS local_time,
                to_char(clock_timestamp() AT TIME ZONE j.time_zone, 'YYYY-MM-DD HH24:MI') AS local_now
            FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)
            """)
        guard rows.count > 0, try rows[0].get("is_in_the_future", as: Bool.self) else { return }
        let (time, now): (String, String) = (try rows[0].get("local_time"), try rows[0].get("local_now"))
        throw Refusal(
            .badInput, "nuisance_is_not_in_the_future", "The nuisance would be at \(time); it is \(now) now.",
            hint: "Correct the time.")
    }
}
