import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Who stands in for whom: whom it binds, from when until when, and who ends it.
@Suite struct DeputyTests {
    @Test func `a chain of deputies counts as one, and what was begun in those days stays so`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.both)
            // Both and the reviewer stand in for the same officer.
            try await world.deputise(world.both, for: world.officer)
            try await world.deputise(world.reviewer, for: world.officer)
            let refusal = await #expect(throws: Refusal.self) {
                try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(
                refusal?.message
                    == "Bea Both drafted action A-2026-0001, and you and Bea Both stand in for the same person. "
                    + "You two count as one person, so someone else must issue it.")
            // Who stood in until yesterday is not bound by what was begun today.
            try await world.moveDeputies(by: -1)
            let issued = try await world.registry.issueAction(
                "A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            #expect(try issued.text("status") == "issued")
        }
    }

    @Test func `a deputyship that has not begun is no reason of a refusal`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.both)
            try await world.deputise(world.both, for: world.officer)
            try await world.deputise(world.reviewer, for: world.officer)
            try await world.deputise(world.reviewer, for: world.both, from: 5)
            func refused() async throws -> String? {
                await #expect(throws: Refusal.self) {
                    try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
                }?.message
            }
            #expect(
                try await refused()
                    == "Bea Both drafted action A-2026-0001, and you and Bea Both stand in for the same person. "
                    + "You two count as one person, so someone else must issue it.")
            // On its first day it is one.
            try await world.moveDeputies(by: -5, startingLater: true)
            let today = try await world.localDay()
            #expect(
                try await refused()
                    == "Bea Both drafted action A-2026-0001, and you stand in for Bea Both from \(today) until "
                    + "\(today.adding(days: 10)). You two count as one person, so someone else must issue it.")
        }
    }

    @Test func `what was begun while one stood in for the other stays with one of them`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.both)
            try await world.deputise(world.reviewer, for: world.both)
            try await world.moveDeputies(by: -3)
            try await world.backdate("A-2026-0001", days: 3)
            let refusal = await #expect(throws: Refusal.self) {
                try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(refusal?.code == "issued_by_another_person")
            #expect(try await world.due(world.reviewer) == [])
        }
    }

    @Test func `a deputy is recorded by an administrator and ended by somebody else`() async throws {
        try await withWorld { world in
            let today = try await world.localDay()
            let new = NewDeputy(
                person: "otto", deputy: "rita", startsOn: today, endsOn: today.adding(days: 30))
            let unable = await #expect(throws: Refusal.self) {
                try await world.registry.recordDeputy(new, Call(by: world.officer))
            }
            #expect(unable?.message == "To record this deputy the role administrator is needed.")
            // The number of what was refused is not given out again.
            let recorded = try await world.registry.recordDeputy(new, Call(by: world.administrator)).json
            #expect(recorded["person"] == "Otto Officer" && recorded["deputy"] == "Rita Reviewer")
            #expect(recorded["countsToday"] == true && recorded["status"] == "standing")
            let refusal = await #expect(throws: Refusal.self) {
                try await world.registry.endDeputy(
                    "2", Reason("Back early."), Call(by: world.reviewer, expectedVersion: 1))
            }
            #expect(
                refusal?.message
                    == "You are one of the two who count as one under deputyship 2, so someone else must end it.")
            #expect(
                refusal?.hint == "Ask an administrator or a reviewer; it ends by itself on \(today.adding(days: 30)).")
            let ended = try await world.registry.endDeputy(
                "2", Reason("Back early from leave."), Call(by: world.both, expectedVersion: 1)
            ).json
            #expect(ended["status"] == "ended" && ended["endsOn"]?.text == today.adding(days: 1).description)
            #expect(ended["countsToday"] == true && ended["endedBy"] == "Bea Both")
        }
    }

    @Test func `no deputies leave nobody to draft and to issue, and nobody records the own ones`() async throws {
        try await withWorld { world in
            let today = try await world.localDay()
            func record(_ person: Actor, _ deputy: Actor, from days: Int = 0, by actor: Actor? = nil) async -> Refusal?
            {
                do {
                    _ = try await world.registry.recordDeputy(
                        NewDeputy(
                            person: "\(person.person)", deputy: "\(deputy.person)", startsOn: today.adding(days: days),
                            endsOn: today.adding(days: days + 100)),
                        Call(by: actor ?? world.administrator))
                    return nil
                } catch {
                    return error as? Refusal
                }
            }
            let own = await record(world.reviewer, world.administrator)
            #expect(own?.code == "deputy_is_recorded_by_another_person")
            #expect(own?.message == "You are one of the two who would count as one, so someone else must record it.")
            #expect(own?.hint == "Ask another administrator.")
            // Rita and Bea review; Otto, Olga and Bea draft.
            #expect(await record(world.both, world.reviewer, from: 50) == nil)
            #expect(await record(world.officer, world.reviewer) == nil)
            let last = await record(world.otherOfficer, world.officer)
            #expect(last?.code == "two_persons_stay_who_act")
            #expect(
                last?.message == """
                    From \(today.adding(days: 50)) on no officer and reviewer would be left who are two persons, so nothing \
                    could be issued and no deputy was recorded.
                    """)
            #expect(
                last?.hint == "Give another person the role officer or reviewer first, or name another deputy.")
            // Who has a part in one of a chain ends another, and so does who recorded it.
            _ = try await world.registry.endDeputy(
                "3", Reason("Back early from leave."), Call(by: world.both, expectedVersion: 1))
            _ = try await world.registry.endDeputy(
                "2", Reason("Back early from leave."), Call(by: world.administrator, expectedVersion: 1))
        }
    }

    @Test func `nobody stands in for oneself, for no day or for more than a year`() async throws {
        try await withWorld { world in
            let today = try await world.localDay()
            func refused(_ deputy: String, _ days: Int) async -> String? {
                let new = NewDeputy(person: "otto", deputy: deputy, startsOn: today, endsOn: today.adding(days: days))
                return await #expect(throws: Refusal.self) {
                    try await world.registry.recordDeputy(new, Call(by: world.administrator))
                }?.message
            }
            #expect(
                await refused("\(world.officer.person)", 5)
                    == "Nobody stands in for oneself, so no deputy was recorded.")
            #expect(
                await refused("rita", 367)
                    == "Nobody stands in for another person for more than a year in one go.")
            #expect(
                await refused("rita", 0)
                    == "The deputyship would be over before its first day; endsOn is the first day after it.")
        }
    }
}

extension World {
    /// Moves the days of all deputies, past the guards.
    /// - Parameter startingLater: those alone that begin after today.
    fileprivate func moveDeputies(by days: Int, startingLater: Bool = false) async throws {
        let today = try await localDay()
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                UPDATE registry.deputy SET starts_on = starts_on + \(days)::integer, ends_on = ends_on + \(days)::integer
                WHERE NOT \(startingLater) OR starts_on > \(today)
                """)
        }
    }

    /// A deputyship of ten days that begins later, past the guards.
    fileprivate func deputise(_ deputy: Actor, for person: Actor, from days: Int) async throws {
        let first = try await localDay().adding(days: days)
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                INSERT INTO registry.deputy (jurisdiction_id, person_id, deputy_id, starts_on, ends_on, recorded_by, changed_by)
                VALUES (\(jurisdiction), \(person.person), \(deputy.person), \(first), \(first.adding(days: 10)),
                    \(administrator.person), \(administrator.person))
                """)
        }
    }

    /// As if an action had been drafted and proposed earlier, past the guards.
    fileprivate func backdate(_ action: String, days: Int) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("ALTER TABLE registry.history DISABLE TRIGGER append_only")
            try db.execute(
                """
                UPDATE registry.history SET changed_at = changed_at - \(days)::integer * interval '1 day' WHERE object = 'action'
                """)
            try db.execute(
                "UPDATE registry.action SET proposed_at = proposed_at - \(days)::integer * interval '1 day' WHERE reference = \(action)"
            )
        }
    }
}
