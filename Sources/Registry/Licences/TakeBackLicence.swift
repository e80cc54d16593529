import Postgres
import Records

extension Registry {
    /// Takes back what was recorded of a licence, until the day on which it takes effect is over: its grant, so that it never
    /// held; its lapse, so that it ends as before; its transfer, together with the licence that would continue it.
    /// - Throws: `Refusal` `unknown_licence`, a version mismatch, `taken_back_until_its_day_is_over`,
    ///   `transfer_is_taken_back_whole`, `lapse_of_a_suspended_licence_stays`, `licence_maximum`, or for want of a fitting
    ///   status or role.
    package func takeBackLicence(_ reference: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .licence, reference, call, db)
            try Self.refuseHalf(id, reference, call.actor, db)
            try Self.takeBackHeir(of: id, reason, call.actor, db)
            _ = try db.execute(
                """
                UPDATE registry.licence SET status = CASE status WHEN 'valid' THEN 'taken_back' ELSE 'valid' END,
                    act = 'take_back', ends_on = CASE status WHEN 'valid' THEN valid_from ELSE ends_on END,
                    effective_on = NULL, reason = \(reason.text), version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.licenceCard(reference, call.actor, db)
        }
    }

    /// A licence that continues another one is not taken back alone: then nobody would hold one from that day on.
    private static func refuseHalf(_ id: Int, _ reference: String, _ actor: Actor, _ db: Transaction) throws {
        let continued: String? = try db.first(
            """
            SELECT b.reference FROM registry.licence AS l
            JOIN registry.licence AS b ON b.jurisdiction_id = l.jurisdiction_id AND b.id = l.previous_id
            WHERE l.jurisdiction_id = \(actor.jurisdiction) AND l.id = \(id) AND l.status = 'valid'
            """)
        guard let continued else { return }
        throw Refusal(
            .notPossibleNow, "transfer_is_taken_back_whole",
            "Licence \(reference) continues licence \(continued), so it is not taken back alone.",
            hint: "Take licence \(continued) back: that takes the transfer back, and both with it.")
    }

    /// The licence that would continue a transferred one goes first, for the two would overlap. One that has begun, or to
    /// which more has happened, stays, and the database says so of the transferred one.
    private static func takeBackHeir(of id: Int, _ reason: Reason, _ actor: Actor, _ db: Transaction) throws {
        _ = try db.execute(
            """
            UPDATE registry.licence AS l SET status = 'taken_back', act = 'take_back', ends_on = l.valid_from,
                effective_on = NULL, reason = \(reason.text), version = l.version + 1, changed_by = \(actor.person)
            FROM registry.licence AS b
            JOIN registry.jurisdiction AS j ON j.id = b.jurisdiction_id
            WHERE b.jurisdiction_id = \(actor.jurisdiction) AND b.id = \(id) AND b.status = 'transferred'
                AND l.jurisdiction_id = b.jurisdiction_id AND l.previous_id = b.id AND l.status = 'valid' AND l.version = 1
                AND l.valid_from >= (clock_timestamp() AT TIME ZONE j.time_zone)::date
            """)
    }
}
