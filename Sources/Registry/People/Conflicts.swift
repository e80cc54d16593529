import Postgres
import Records

extension Registry {
    /// Declares that a person keeps away from an outlet: PostgreSQL refuses that person every act about it from then on.
    /// - Throws: `Refusal` `unknown_outlet`, `unknown_person`, `conflict_of_another_is_declared_by_an_officer`,
    ///   `one_standing_conflict_per_person_and_outlet`, or for want of the role.
    package func declareConflict(_ new: NewConflict, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (Int, Int) in
            let outlet = try checks.value(at: "/outlet", orElse: 0) {
                try Self.id(of: .outlet, new.outlet.uppercased(), call.actor, db)
            }
            let person = try checks.value(at: "/person", orElse: 0) {
                try new.person.map { try Self.person(named: $0, call.actor, db) } ?? call.actor.person
            }
            return (person, outlet)
        } _: { about, db in
            let id: Int = try db.one(
                """
                INSERT INTO registry.conflict_of_interest (jurisdiction_id, person_id, outlet_id, starts_on, why, changed_by)
                SELECT j.id, \(about.0), \(about.1),
                    coalesce(\(new.startsOn)::date, (clock_timestamp() AT TIME ZONE j.time_zone)::date), \(new.why),
                    \(call.actor.person)
                FROM registry.jurisdiction AS j WHERE j.id = \(call.actor.jurisdiction)
                RETURNING id
                """)
            return try Self.conflictCard(id, call.actor, db, status: 201)
        }
    }

    /// Ends a conflict of interest: another person does than who is barred.
    /// - Throws: `Refusal` `unknown_conflict_of_interest`, a version mismatch, `conflict_ended_by_another_person`, or for want
    ///   of the role.
    package func endConflict(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .conflict, number, call, db)
            try db.execute(
                """
                UPDATE registry.conflict_of_interest SET status = 'ended', act = 'end', reason = \(reason.text),
                    version = \(next), changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.conflictCard(id, call.actor, db)
        }
    }

    /// Conflicts of interest, newest first: all of them for officers, reviewers and administrators, one's own for others, since
    /// a reason can be private.
    package func conflicts(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT id, person, outlet, outlet_name, starts_on, why, status, declared_by, ended_by, reason, version,
                changed_at, id::text AS _cursor
            FROM registry.conflict_card WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(Self.seesConflicts(actor)) OR person_id = \(actor.person))
                AND (\(after)::bigint IS NULL OR id < \(after))
            ORDER BY id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// One conflict of interest; another's is unknown to who may not see it.
    /// - Throws: `Refusal` `unknown_conflict_of_interest`.
    package func conflict(_ number: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            try Self.conflictCard(try Self.id(of: .conflict, number, actor, db), actor, db)
        }
    }

    private static func seesConflicts(_ actor: Actor) -> Bool {
        !actor.roles.isDisjoint(with: [.officer, .reviewer, .administrator])
    }

    private static func conflictCard(_ id: Int, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, person, outlet, outlet_name, starts_on, why, status, declared_by, ended_by, reason, version, changed_at
            FROM registry.conflict_card WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)
                AND (\(seesConflicts(actor)) OR person_id = \(actor.person))
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("conflict of interest", "\(id)"), status: status,
            location: status == 201 ? "/v1/conflicts/\(id)" : nil)
    }
}
