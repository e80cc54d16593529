import Postgres
import Records

extension Registry {
    /// Records who stands in for whom. It counts from then on: the two are one person where two are needed, also for what
    /// was begun in those days.
    /// - Throws: `Refusal` `unknown_person`, `deputy_stands_in_for_a_year_at_most`, `deputy_is_recorded_by_another_person`,
    ///   `two_persons_stay_who_act`, or for want of the role.
    package func recordDeputy(_ new: NewDeputy, _ call: Call) async throws -> Answer {
        try await act(call) { checks, db -> (Int, Int) in
            let person = try checks.value(at: "/person", orElse: 0) {
                try Self.person(named: new.person, call.actor, db)
            }
            let deputy = try checks.value(at: "/deputy", orElse: 0) {
                try Self.person(named: new.deputy, call.actor, db)
            }
            return (person, deputy)
        } _: { persons, db in
            let id: Int = try db.one(
                """
                INSERT INTO registry.deputy (jurisdiction_id, person_id, deputy_id, starts_on, ends_on, recorded_by, changed_by)
                VALUES (\(call.actor.jurisdiction), \(persons.0), \(persons.1), \(new.startsOn), \(new.endsOn),
                    \(call.actor.person), \(call.actor.person))
                RETURNING id
                """)
            return try Self.deputyCard(id, call.actor, db, status: 201)
        }
    }

    /// Ends a deputyship before its day: somebody does who is neither of the two.
    /// - Throws: `Refusal` `unknown_deputyship`, a version mismatch, `deputyship_ended_by_another_person`, or for want of the
    ///   role.
    package func endDeputy(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .deputy, number, call, db)
            try db.execute(
                """
                UPDATE registry.deputy SET status = 'ended', act = 'end', reason = \(reason.text), version = \(next),
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            return try Self.deputyCard(id, call.actor, db)
        }
    }

    /// Who stands, stood or will stand in for whom, newest first.
    package func deputies(_ page: Page, _ actor: Actor) async throws -> Answer {
        let after = try page.number()
        return try await look(
            actor,
            """
            SELECT id, person, deputy, starts_on, ends_on, status, counts_today, recorded_by, ended_by, reason, version,
                changed_at, id::text AS _cursor
            FROM registry.deputy_card WHERE jurisdiction_id = \(actor.jurisdiction)
                AND (\(after)::bigint IS NULL OR id < \(after))
            ORDER BY id DESC LIMIT \(page.limit + 1)
            """
        ) { rows in try Answer.list(rows, page) }
    }

    /// One deputyship.
    /// - Throws: `Refusal` `unknown_deputyship`.
    package func deputy(_ number: String, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            try Self.deputyCard(try Self.id(of: .deputy, number, actor, db), actor, db)
        }
    }

    /// The key of a person by number or login.
    /// - Throws: `Refusal` `unknown_person`.
    static func person(named name: String, _ actor: Actor, _ db: Transaction) throws -> Int {
        let id: Int? = try db.first(
            """
            SELECT p.id FROM registry.person AS p WHERE p.jurisdiction_id = \(actor.jurisdiction)
                AND (p.id::text = \(name) OR EXISTS (SELECT FROM registry.account AS a
                    WHERE a.jurisdiction_id = p.jurisdiction_id AND a.person_id = p.id AND a.login = \(name)))
            """)
        guard let id else { throw Refusal.unknown("person", name) }
        return id
    }

    private static func deputyCard(_ id: Int, _ actor: Actor, _ db: Transaction, status: Int = 200) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, person, deputy, starts_on, ends_on, status, counts_today, recorded_by, ended_by, reason, version,
                changed_at
            FROM registry.deputy_card WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(id)
            """)
        return try Answer.record(
            rows, orElse: Refusal.unknown("deputyship", "\(id)"), status: status,
            location: status == 201 ? "/v1/deputies/\(id)" : nil)
    }
}
