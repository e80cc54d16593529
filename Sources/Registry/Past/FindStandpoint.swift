import Policy
import Postgres
import Records

extension Registry {
    /// What a question about the past comes to. Nothing is asked of the database where it is none.
    ///
    /// What was recorded by the moment that is asked is complete then: it waits for whoever may still be writing from before, so that
    /// the same question has the same answer ever after.
    /// - Parameter problems: what else is wrong with the request; told together.
    /// - Throws: `Refusal` `bad_input` for a moment or a day that is not over, and a moment before the authority's first record;
    ///   `being_written` when somebody has been writing for long; `past_needs_a_role`.
    package func standpoint(
        of query: PastQuery, beside problems: [FieldProblem] = [], _ actor: Actor
    ) async throws -> Standpoint {
        guard !query.isOfNow else {
            try Checks(problems).finish()
            return .now
        }
        let (moment, day): (Instant?, LocalDate?) =
            switch query.knownAt {
            case .moment(let moment): (moment, nil)
            case .day(let day): (nil, day)
            case nil: (nil, nil)
            }
        let found = try await look(
            actor,
            """
            SELECT zone, moment, today, first_at, known_at, day_end, is_being_written
            FROM past.standpoint(\(moment)::timestamptz, \(day)::date, \(query.asOf)::date)
            """
        ) { try FoundStandpoint($0) }
        guard let found else { throw Self.pastNeedsARole }
        var checks = Checks(problems)
        found.check(query, &checks)
        try checks.finish()
        guard !found.isBeingWritten else { throw Self.beingWritten(found.knownAt) }
        return .past(
            Standpoint.Past(
                knownAt: found.knownAt,
                held: query.asOf.flatMap { day in found.dayEnd.map { Standpoint.HeldDay(day: day, end: $0) } }))
    }

    private static let pastNeedsARole = Refusal(
        .notAllowed, "past_needs_a_role",
        "The past of records is shown to those who have a role that sees all of them.",
        hint: "Ask someone who has the role officer, inspector, reviewer, policy or administrator.")

    private static func beingWritten(_ moment: Instant) -> Refusal {
        Refusal(
            .busy, "being_written",
            "What had been recorded by \(moment) is not certain yet: something has been being written since before then.",
            hint: "Ask again in a moment, or ask for an earlier one.")
    }

    /// As `read` of what is now, from a standpoint.
    func read(
        _ actor: Actor, from standpoint: Standpoint, _ body: @escaping @Sendable (SQL, Transaction) throws -> Answer
    ) async throws -> Answer {
        let context = signer.statement(for: actor, settings: standpoint.settings)
        do {
            return try await refusing {
                try await database.read([context]) { db in
                    try body(standpoint.records, db).told(from: standpoint)
                }
            }
        } catch let refusal as Refusal {
            throw refusal.told(from: standpoint)
        }
    }

    /// As `look` at what is now, from a standpoint.
    func look(
        _ actor: Actor, from standpoint: Standpoint, _ statement: SQL,
        _ decode: @escaping @Sendable (Rows) throws -> Answer
    ) async throws -> Answer {
        let context = signer.statement(for: actor, settings: standpoint.settings)
        return try await refusing {
            try await database.look([context], statement) { try decode($0).told(from: standpoint) }
        }
    }
}

/// What the database says about a question of the past.
private struct FoundStandpoint: Sendable {
    let moment: Instant
    let today: LocalDate
    let firstAt: Instant
    let knownAt: Instant
    let dayEnd: Instant?
    let isBeingWritten: Bool

    /// Nil for who sees no records.
    init?(_ rows: Rows) throws {
        guard rows.count > 0, try rows[0].get("zone", as: String?.self) != nil else { return nil }
        let row = rows[0]
        moment = try row.get("moment")
        today = try row.get("today")
        firstAt = try row.get("first_at")
        knownAt = try row.get("known_at")
        dayEnd = try row.get("day_end")
        isBeingWritten = try row.get("is_being_written")
    }

    /// Notes what can't be asked.
    func check(_ query: PastQuery, _ checks: inout Checks) {
        if let asOf = query.asOf, asOf > today {
            checks.note(
                FieldProblem(
                    "/asOf", "in_the_future",
                    "\"asOf\" is \(asOf); it is \(today) today, and what will hold then nobody knows yet."))
        }
        guard let asked = query.knownAt else { return }
        if knownAt > moment {
            let detail =
                switch asked {
                case .day(let day) where day == today:
                    "\"knownAt\" is \(day), which is not over yet; name a moment of it that is, or leave it out for now."
                default: "\"knownAt\" is \(asked); it is \(moment) now, and what will be known then nobody knows yet."
                }
            checks.note(FieldProblem("/knownAt", "in_the_future", detail))
        } else if knownAt < firstAt {
            checks.note(
                FieldProblem(
                    "/knownAt", "before_the_first_record",
                    "\"knownAt\" is \(asked); the first record of this authority is of \(firstAt), and it knew nothing before."
                ))
        }
    }
}
