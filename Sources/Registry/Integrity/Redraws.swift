import Postgres
import Records

extension Registry {
    /// Asks for a draw for visits to be made anew; nothing is drawn before another person approves it.
    /// - Throws: `Refusal` `unknown_draw`, `unknown_person`, `redraw_is_asked_for_once`, `standing_draw_is_drawn_anew`,
    ///   `back_checks_are_not_drawn_anew`, or for want of the role.
    package func requestRedraw(of reference: String, _ new: NewRedraw, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> [Int] in
            try Self.persons(new.absent, &checks, call.actor, db)
        } _: { absent, db in
            let id = try Self.drawId(reference, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.redraw (jurisdiction_id, draw_id, absent, why, requested_by, status, act, changed_by)
                VALUES (\(call.actor.jurisdiction), \(id), \(absent)::bigint[], \(new.why), \(call.actor.person), 'requested',
                    'request', \(call.actor.person))
                """)
            return try Self.drawCard(reference, call.actor, db, status: 201)
        }
    }

    /// Another person approves: a new draw takes the place of the former one, which stays to be seen.
    /// - Throws: `Refusal` `unknown_redraw`, `redraw_is_approved_by_another_person`, what opening a draw throws, or for want of a
    ///   fitting status or role.
    package func approveRedraw(_ number: String, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let draw = try Self.change(redraw: number, "status = 'approved', act = 'approve', reason = NULL", call, db)
            let anew: String = try db.one(
                """
                SELECT n.reference FROM registry.draw AS n
                WHERE n.jurisdiction_id = \(call.actor.jurisdiction) AND n.replaces_id = \(draw)
                """)
            return try Self.drawCard(anew, call.actor, db, status: 201)
        }
    }

    /// Another person doesn't: the draw stands.
    /// - Throws: `Refusal` `unknown_redraw`, `redraw_is_approved_by_another_person`, or for want of a fitting status or role.
    package func refuseRedraw(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let draw = try Self.change(
                redraw: number, "status = 'refused', act = 'refuse', reason = \(reason.text)", call, db)
            let reference: String = try db.one(
                """
                SELECT d.reference FROM registry.draw AS d
                WHERE d.jurisdiction_id = \(call.actor.jurisdiction) AND d.id = \(draw)
                """)
            return try Self.drawCard(reference, call.actor, db)
        }
    }

    /// Says why somebody visited an outlet for which others were drawn.
    /// - Throws: `Refusal` `unknown_draw`, `unknown_inspection`, `departure_is_from_what_was_drawn`,
    ///   `departure_is_explained_once`, or for want of the role.
    package func explainDeparture(from reference: String, _ new: NewDeparture, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> KnownInspection? in
            try checks.value(at: "/inspection", orElse: nil) { try KnownInspection(new.inspection, call.actor, db) }
        } _: { inspection, db in
            let id = try Self.drawId(reference, call.actor, db)
            guard let inspection else { throw Refusal.unknown("inspection", new.inspection) }
            try db.execute(
                """
                INSERT INTO registry.departure (jurisdiction_id, draw_id, inspection_id, reason, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(id), \(inspection.id), \(new.reason), \(call.actor.person))
                """)
            return try Self.drawCard(reference, call.actor, db, status: 201)
        }
    }

    /// The key of the draw that it is about.
    private static func change(redraw number: String, _ change: SQL, _ call: Call, _ db: Transaction) throws -> Int {
        let draw: Int? = try db.first(
            """
            UPDATE registry.redraw SET \(sql: change), effective_on = NULL, version = version + 1,
                changed_by = \(call.actor.person)
            WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id::text = \(number) RETURNING draw_id
            """)
        guard let draw else { throw Refusal.unknown("redraw", number) }
        return draw
    }
}
