import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Who keeps away from an outlet: what PostgreSQL refuses that person, and what it doesn't.
@Suite struct ConflictTests {
    @Test func `a barred person does nothing about the outlet, whatever is sent`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.officer)
            let barred = world.both.with(Role.allCases)
            let today = try await world.localDay()
            try await world.overseen()
            try await world.bar(barred)
            let words = """
                RG003 barred_by_a_conflict_of_interest: You are barred from outlet \(world.outlet) from \(today) on, so this was \
                not done (conflict of interest 1). | Ask a colleague to do it. When the conflict is over, \
                somebody else than you ends it.
                """
            for (name, statement) in Self.acts(barred) {
                #expect(try await world.said(by: barred, statement) == words, "\(name)")
            }
            #expect(Self.acts(barred).count == 15)
            try await world.asked()
            for (name, statement) in Self.answers(barred) {
                #expect(try await world.said(by: barred, statement) == words, "\(name)")
            }
            #expect(Self.answers(barred).count == 4)
            // The same person goes on elsewhere, and another one here.
            #expect(try await world.said(by: world.reviewer, Self.action("draft", "return", world.reviewer)) == nil)
        }
    }

    @Test func `without its trigger a barred person is refused nothing`() async throws {
        try await withWorld { world in
            try await world.proposed(by: world.officer)
            let barred = world.both.with(Role.allCases)
            try await world.overseen()
            try await world.bar(barred)
            try await world.sabotageConflicts()
            #expect(try await world.said(by: barred, Self.action("draft", "return", barred)) == nil)
            for (name, statement) in Self.oversight(barred) {
                #expect(try await world.said(by: barred, statement) == nil, "\(name)")
            }
        }
    }

    @Test func `a visit of a barred inspector is stored, and waits for somebody else`() async throws {
        try await withWorld { world in
            _ = try await world.registry.declareConflict(
                NewConflict(
                    person: "ilse", outlet: world.outlet, startsOn: .sample("2026-01-01"),
                    why: "Her sister works there."),
                Call(by: world.officer))
            let logged = try await world.inspect(1, failed: [])
            let warning = logged["warnings"]?.items?.first
            #expect(logged["reference"] == "I-2026-0001" && warning?["code"] == "barred_inspector")
            #expect(
                warning?["text"]
                    == """
                    Ilse Inspector is barred from this outlet by a conflict of interest. The visit is stored; an officer or \
                    reviewer has to look at it, and can void it.
                    """)
            let again = try await world.inspect(1, failed: [])
            #expect(again["warnings"]?.items?.first == warning)
            #expect(try await world.due(world.officer) == ["review I-2026-0001"])
            #expect(try await world.due(world.reviewer) == ["review I-2026-0001"])
            // Somebody else has been there since.
            let visit = NewInspection.sample(world.outlet, ["J": .pass], on: "2026-10-02")
            _ = try await world.registry.logInspection(World.id(2), visit, Call(by: world.otherInspector))
            #expect(try await world.due(world.officer) == [])
        }
    }

    @Test func `anyone declares the own conflict, an officer another's, and the barred person doesn't end it`()
        async throws
    {
        try await withWorld { world in
            func declare(_ person: String?, by actor: Actor) async throws -> String? {
                do {
                    _ = try await world.registry.declareConflict(
                        NewConflict(person: person, outlet: world.outlet, why: "A cousin owns it."), Call(by: actor))
                    return nil
                } catch let refusal as Refusal {
                    return refusal.message
                }
            }
            #expect(
                try await declare("otto", by: world.inspector)
                    == "To declare another person's conflict of interest the role officer or administrator is needed.")
            #expect(try await declare(nil, by: world.officer) == nil)
            #expect(
                try await declare(nil, by: world.officer)
                    == "That person is barred from the outlet from \(try await world.localDay()) on already (conflict of "
                    + "interest 2), so nothing was declared.")
            let refused = await #expect(throws: Refusal.self) {
                try await world.registry.endConflict(
                    "2", Reason("The cousin has sold."), Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                refused?.message == "You fell under conflict of interest 2, so someone else must end it.")
            try await world.deputise(world.otherOfficer, for: world.officer)
            let deputy = await #expect(throws: Refusal.self) {
                try await world.registry.endConflict(
                    "2", Reason("The cousin has sold."), Call(by: world.otherOfficer, expectedVersion: 1))
            }
            #expect(deputy?.code == "conflict_ended_by_another_person")
            #expect(try await world.registry.conflicts(Page(), world.inspector).json["items"] == [])
            let ended = try await world.registry.endConflict(
                "2", Reason("The cousin has sold."), Call(by: world.reviewer, expectedVersion: 1)
            ).json
            #expect(ended["status"] == "ended" && ended["endedBy"] == "Rita Reviewer")
            #expect(ended["declaredBy"] == "Otto Officer")
        }
    }

    @Test func `a conflict that begins late keeps nobody from declaring the one that is there`() async throws {
        try await withWorld { world in
            let (registry, day) = (world.registry, try await world.localDay())
            _ = try await registry.declareConflict(
                NewConflict(outlet: world.outlet, startsOn: .sample("2999-12-31"), why: "Perhaps one day."),
                Call(by: world.both))
            let real = try await registry.declareConflict(
                NewConflict(person: "bea", outlet: world.outlet, why: "A cousin owns it."), Call(by: world.officer)
            ).json
            #expect(real["startsOn"]?.text == day.description)
            let draft = try await world.said(by: world.both, Self.close(world.both))
            #expect(draft == nil || draft?.hasPrefix("RG003 barred_by_a_conflict_of_interest") == true)
            let licence = try await world.said(by: world.both, Self.licence("grant", world.both))
            #expect(licence?.hasPrefix("RG003 barred_by_a_conflict_of_interest: You are barred") == true)
            // The one that begins later says nothing new.
            let again = await #expect(throws: Refusal.self) {
                try await registry.declareConflict(
                    NewConflict(outlet: world.outlet, startsOn: day.adding(days: 3), why: "Perhaps one day."),
                    Call(by: world.both))
            }
            #expect(again?.code == "one_standing_conflict_per_person_and_outlet")
        }
    }

    /// Each act about the outlet, with what would be right otherwise left as it may be: the bar comes before it.
    private static func acts(_ actor: Actor) -> [(name: String, statement: SQL)] {
        facts(actor) + oversight(actor) + [
            ("draft", draft(actor)), ("issue", action("issued", "issue", actor)),
            ("return", action("draft", "return", actor)), ("withdraw", action("withdrawn", "withdraw", actor)),
            ("close", close(actor)), ("grant", licence("grant", actor)),
            ("continue a licence", licence("succeed", actor)),
        ]
    }

    private static func facts(_ actor: Actor) -> [(name: String, statement: SQL)] {
        let correction: SQL = """
            INSERT INTO registry.correction (jurisdiction_id, inspection_id, criterion, result, reason, recorded_by)
            SELECT i.jurisdiction_id, i.id, 'J', 'pass', 'It was misread.', \(actor.person) FROM registry.inspection AS i
            """
        let voiding: SQL = """
            INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, reason, recorded_by)
            SELECT i.jurisdiction_id, i.outlet_id, i.id, 'It was another one.', \(actor.person) FROM registry.inspection AS i
            """
        let decision: SQL = """
            INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, reasons, recorded_by)
            SELECT r.jurisdiction_id, r.case_id, r.id, 'depart', 'none', 'The first in years.', \(actor.person)
            FROM registry.recommendation AS r
            """
        let answer: SQL = """
            INSERT INTO registry.gate_answer (jurisdiction_id, recommendation_id, criterion, gate, holds, reason, recorded_by)
            SELECT r.jurisdiction_id, r.id, 'J', 'proof', true, 'It was seen.', \(actor.person)
            FROM registry.recommendation AS r
            """
        let fact: SQL = """
            INSERT INTO registry.stated_fact
                (jurisdiction_id, recommendation_id, kind, name, value, number, reason, recorded_by)
            SELECT r.jurisdiction_id, r.id, 'figure', 'retail_value', 'EUR 12', 1200, 'It was seen.', \(actor.person)
            FROM registry.recommendation AS r
            """
        return [
            ("correct", correction), ("void", voiding), ("decide", decision), ("answer a gate", answer),
            ("state a fact", fact),
        ]
    }

    /// What is said about the outlet in draws and back-checks.
    private static func oversight(_ actor: Actor) -> [(name: String, statement: SQL)] {
        let departure: SQL = """
            INSERT INTO registry.departure (jurisdiction_id, draw_id, inspection_id, reason, recorded_by)
            SELECT d.jurisdiction_id, d.id, \(World.id(7))::uuid, 'A fight was reported there.', \(actor.person)
            FROM registry.draw AS d WHERE d.purpose = 'visits'
            """
        let redraw: SQL = """
            INSERT INTO registry.redraw (jurisdiction_id, draw_id, why, requested_by, status, act, changed_by)
            SELECT d.jurisdiction_id, d.id, 'The days were wrong.', \(actor.person), 'requested', 'request', \(actor.person)
            FROM registry.draw AS d WHERE d.purpose = 'visits'
            """
        return [
            ("propose a waiver", backCheck("waiver_proposed", "propose_waiver", actor)),
            ("explain a departure", departure), ("ask for a redraw", redraw),
        ]
    }

    /// Answers to what another person asked for.
    private static func answers(_ actor: Actor) -> [(name: String, statement: SQL)] {
        [
            ("waive", backCheck("waived", "waive", actor)), ("keep", backCheck("due", "keep", actor)),
            ("approve a redraw", redraw("approved", "approve", actor)),
            ("refuse a redraw", redraw("refused", "refuse", actor)),
        ]
    }

    private static func backCheck(_ status: String, _ act: String, _ actor: Actor) -> SQL {
        """
        UPDATE registry.back_check SET status = \(status), act = \(act), reason = 'It is being rebuilt.',
            version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func redraw(_ status: String, _ act: String, _ actor: Actor) -> SQL {
        """
        UPDATE registry.redraw SET status = \(status), act = \(act), reason = 'For the test of bars.',
            version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func draft(_ actor: Actor) -> SQL {
        """
        INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, text, proposed_by, status,
            act, changed_by)
        SELECT d.jurisdiction_id, 0, '', d.case_id, d.id, 'warning', 'It is ordered.', \(actor.person), 'draft', 'draft',
            \(actor.person) FROM registry.decision AS d
        """
    }

    private static func close(_ actor: Actor) -> SQL {
        """
        UPDATE registry.case_file SET status = 'closed', act = 'close', reason = 'Nothing more to do.',
            version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func licence(_ act: String, _ actor: Actor) -> SQL {
        """
        INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, valid_from, status, act,
            changed_by)
        SELECT o.jurisdiction_id, 0, '', o.id, 1, '2026-01-01', 'valid', \(act), \(actor.person) FROM registry.outlet AS o
        """
    }

    private static func action(_ status: String, _ act: String, _ actor: Actor) -> SQL {
        """
        UPDATE registry.action SET status = \(status), act = \(act), reason = 'For the test of bars.', version = version + 1,
            changed_by = \(actor.person)
        """
    }
}

extension World {
    /// The person keeps away from the first outlet from today on, as an officer has declared.
    fileprivate func bar(_ person: Actor) async throws {
        _ = try await registry.declareConflict(
            NewConflict(person: "\(person.person)", outlet: outlet, why: "A cousin owns it."), Call(by: otherOfficer))
    }

    /// A back-check of the outlet is due, a visit is drawn for it, and somebody else than who was drawn has been there (number 7).
    fileprivate func overseen() async throws {
        try await backChecked()
        let drawn = try await drawn()
        let isIlse = drawn["assignments"]?[0]?["person"] == "Ilse Inspector"
        try await visit(7, outlet, by: isIlse ? otherInspector : inspector)
    }

    /// An officer proposes to waive the back-check and asks for the draw to be made anew.
    fileprivate func asked() async throws {
        _ = try await registry.proposeWaiver(
            ofBackCheck: "1", Reason("The outlet is being rebuilt."), Call(by: otherOfficer))
        let draw: String = try await test.admin.query("SELECT reference FROM registry.draw WHERE purpose = 'visits'") {
            try $0[0].decode(String.self, 0)
        }
        _ = try await registry.requestRedraw(
            of: draw, NewRedraw(why: "The days were wrong."), Call(by: otherOfficer))
    }

    fileprivate func sabotageConflicts() async throws {
        _ = try await test.admin.write {
            try $0.execute("ALTER TABLE registry.action DISABLE TRIGGER guard_1_conflict")
            try $0.execute(
                """
                CREATE OR REPLACE FUNCTION ops.require_no_conflict(jurisdiction integer, premises bigint[]) RETURNS void
                    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS ''
                """)
        }
    }
}
