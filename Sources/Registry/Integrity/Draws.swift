import Postgres
import Records

extension Registry {
    /// The draws that the actor may see, newest first.
    package func draws(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT reference, purpose, first_day, last_day, seats, status, replaces, replaced_by, opened_by, opened_at,
                id::text AS _cursor
            FROM registry.draw_card WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(after)::bigint IS NULL OR id < \(after)::bigint)
            ORDER BY id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// One draw with its pool, and what came out of it.
    /// - Throws: `Refusal` `unknown_draw`, also for who may not see it yet.
    package func draw(_ reference: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try Self.drawCard(reference, actor, db) }
    }

    /// Opens a draw: PostgreSQL makes the pool and fixes it; the seed comes with the next signed head of the log.
    /// - Throws: `Refusal` `unknown_person`, `drawn_outlets_are_active`, `nobody_draws_again_alone`, `enough_can_be_drawn`,
    ///   `somebody_can_be_drawn`, `something_is_drawn_for`, `visits_are_drawn_before_their_days`,
    ///   `draw_is_for_a_month_at_most`, `back_checks_are_of_a_month_that_is_over`, `back_checks_are_drawn_once_a_month`,
    ///   `something_can_be_checked_again`, or for want of the role.
    package func openDraw(_ new: NewDraw, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> [Int] in
            try Self.persons(new.absent, &checks, call.actor, db)
        } _: { absent, db in
            let reference: String = try db.one(
                """
                INSERT INTO registry.draw (jurisdiction_id, purpose, first_day, last_day, outlets, seats, absent, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(new.purpose.rawValue), \(new.firstDay), \(new.lastDay),
                    \(new.outlets)::text[], \(new.seats), \(absent)::bigint[], \(call.actor.person))
                RETURNING reference
                """)
            return try Self.drawCard(reference, call.actor, db, status: 201)
        }
    }

    /// Keeps what came out of a draw: it follows from the first signed head of the log that covers the pool, whoever asks and
    /// whenever.
    /// - Throws: `Refusal` `unknown_draw`, `draw_waits_for_a_signed_head`, `replaced_draw_is_not_settled`,
    ///   `draw_is_settled_once`, or for want of the role.
    package func settleDraw(_ reference: String, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.drawId(reference, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.draw_result (jurisdiction_id, draw_id, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(id), \(call.actor.person))
                """)
            return try Self.drawCard(reference, call.actor, db, status: 201)
        }
    }

    /// Who was drawn to visit which outlet, newest first: inspectors see their own ones, when it is time; officers and the role
    /// integrity see all.
    package func assignments(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT number, draw, outlet, outlet_name, person, first_day, last_day, shown_from, status, number::text AS _cursor
            FROM registry.assignment_card WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(after)::bigint IS NULL OR number < \(after)::bigint)
            ORDER BY number DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    // MARK: Within

    /// The keys of persons by number or login; the unknown ones are noted at their places.
    static func persons(_ names: [String], _ checks: inout Checks, _ actor: Actor, _ db: Transaction) throws -> [Int] {
        try names.enumerated().map { place, name in
            try checks.value(at: "/absent/\(place)", orElse: 0) { try person(named: name, actor, db) }
        }
    }

    static func drawId(_ reference: String, _ actor: Actor, _ db: Transaction) throws -> Int {
        let id: Int? = try db.first(
            """
            SELECT d.id FROM registry.draw AS d
            WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.reference = \(reference.uppercased())
            """)
        guard let id else { throw Refusal.unknown("draw", reference) }
        return id
    }

    static func drawCard(_ reference: String, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT reference, purpose, first_day, last_day, outlets, seats, absent, status, pool, pool_digest, head, seed, drawn,
                shown_from, assignments, departures, redraws, replaces, replaced_by, opened_by, opened_at
            FROM registry.draw_card WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference.uppercased())
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("draw", reference), status: status,
            location: status == 201 ? "/v1/draws/\(reference.uppercased())" : nil)
    }
}
