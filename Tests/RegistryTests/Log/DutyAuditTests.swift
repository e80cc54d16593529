import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What was done while a guard was out is found when it stands again.
@Suite struct DutyAuditTests {
    /// Whether they were two follows from several records; the audit says that it doesn't look.
    static let seen = TwoPersonAct.all.filter { $0.rule != "closed_by_another_person" }

    @Test(arguments: seen)
    func `an act of two that one person has done is named`(act: TwoPersonAct) async throws {
        try await withWorld { world in
            #expect(try await world.duties() == [])
            try await world.doneByOne(act)
            let found = try await world.duties()
            #expect(found.map(\.kind) == [.onePerson])
            #expect(found[0].text.hasSuffix(" takes two persons, and person \(world.both.person) did both steps."))
        }
    }

    @Test(arguments: seen.filter { $0.behindTheGuard == nil })
    func `an act of two whom the law takes as one is named, and not when they were two`(act: TwoPersonAct) async throws
    {
        for (starts, recordsLater, isFound) in [(-1, false, true), (-1, true, false), (1, false, false)] {
            try await withWorld { world in
                let deputy = world.otherInspector.with(Role.allCases)
                let first = world.both
                let days = (try await world.localDay().adding(days: starts), try await world.localDay().adding(days: 9))
                if !recordsLater { try await world.stands(deputy, for: first, days) }
                try await world.doneByOne(act, second: deputy)
                if recordsLater { try await world.stands(deputy, for: first, days) }
                let found = try await world.duties()
                #expect(found.map(\.kind) == (isFound ? [.onePerson] : []))
                guard isFound else { return }
                let persons = "persons \(first.person) and \(deputy.person) counted as one on that day."
                #expect(found[0].text.hasSuffix(" takes two persons, and \(persons)"))
            }
        }
    }

    @Test func `an act that was not possible is named`() async throws {
        try await withWorld { world in
            try await world.rename("Second")
            try await world.test.admin.write([world.registry.signer.statement(for: world.officer)]) { db in
                try db.execute("ALTER TABLE registry.outlet DISABLE TRIGGER guard_1_act")
                try db.execute(
                    """
                    UPDATE registry.outlet SET act = 'forget', reason = 'Nobody sees it.', version = version + 1,
                        changed_at = now(), changed_by = \(world.officer.person)
                    """)
                try db.execute("ALTER TABLE registry.outlet ENABLE TRIGGER guard_1_act")
            }
            let key: Int = try await world.test.admin.query("SELECT id FROM registry.outlet") {
                try $0[0].decode(Int.self, 0)
            }
            let found = try await world.duties()
            #expect(found.map(\.kind) == [.actImpossible])
            #expect(
                found.map(\.text) == [
                    "outlet \(key) version 3: forget is not possible from active to active, and it is recorded."
                ])
        }
    }

    /// As packs were adopted before they were proposed: nothing of that time is in a log.
    @Test func `a pack that one person brings into force past the guards is named`() async throws {
        try await withWorld { world in
            try await world.test.admin.write([world.registry.signer.statement(for: world.policy)]) { db in
                let guards = ["1_act", "2_policy_pack", "3_pack_beginning", "4_pack_end"]
                for name in guards {
                    try db.execute(.file("ALTER TABLE registry.policy_pack DISABLE TRIGGER guard_\(name)"))
                }
                try db.execute(
                    """
                    INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text, valid_from,
                        recorded_by, title, activated_by, activated_at, converted, status, act, changed_by)
                    SELECT p.jurisdiction_id, 'nl/made-up', '1', p.sha256, p.source_text, p.valid_from, \(world.policy.person), 'Mine', \(world.policy.person), now(),
                        true, 'active', 'adopt', \(world.policy.person)
                    FROM registry.policy_pack AS p LIMIT 1
                    """)
                for name in guards {
                    try db.execute(.file("ALTER TABLE registry.policy_pack ENABLE TRIGGER guard_\(name)"))
                }
            }
            let found = try await world.duties()
            #expect(found.map(\.kind) == [.actImpossible])
            #expect(found.first?.text.contains("adopt is not possible from new to active") == true, "\(found)")
        }
    }

    @Test func `who says what becomes of a back-check of a visit of one's own is named`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: [])
            _ = try await world.backChecked()
            try await world.test.admin.write { db in
                try db.execute("ALTER TABLE registry.back_check DISABLE TRIGGER guard_2_back_check")
            }
            _ = try await world.registry.proposeWaiver(
                ofBackCheck: "1", Reason("The outlet is being rebuilt."), Call(by: world.inspector.with([.officer])))
            let found = try await world.duties()
            #expect(found.map(\.kind) == [.onePerson])
            #expect(
                found.first?.text.contains(
                    "propose_waiver takes two persons, and person \(world.inspector.person) did both")
                    == true, "\(found)")
        }
    }

    /// Every rule of two persons that the database knows is looked at, but those that the audit says it leaves out.
    @Test func `every second step is looked at`() async throws {
        let steps = Set(DutyAudit.secondSteps.flatMap { step in step.acts.map { "\(step.object) \($0)" } })
            .union(["licence reinstate", "voiding void"])
        try await withWorld { world in
            let guarded = try await world.test.admin.query(
                """
                SELECT DISTINCT t.tgrelid::regclass::text FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE p.prosrc LIKE '%require_another_person%' ORDER BY 1
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            let looked = Set(steps.map { "registry." + $0.split(separator: " ")[0] })
            // A case is closed by another person than who spared; the report is read by who asked.
            #expect(Set(guarded).subtracting(looked) == ["registry.case_file"])
        }
    }
}

extension World {
    fileprivate func duties() async throws -> [LogFinding] { try await DutyAudit(database: test.admin).run() }

    fileprivate func stands(_ deputy: Actor, for person: Actor, _ days: (LocalDate, LocalDate)) async throws {
        let new = NewDeputy(
            person: "\(person.person)", deputy: "\(deputy.person)", startsOn: days.0, endsOn: days.1)
        _ = try await registry.recordDeputy(new, Call(by: administrator))
    }
}
