import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What SQL of the service's own can't do to a draw, and that it could without the guards.
@Suite struct DrawProbeTests {
    @Test func `neither pool, seed nor result is the service's to write`() async throws {
        try await withWorld { world in
            _ = try await world.drawn()
            let home = world.jurisdiction
            let person = world.officer.person
            let probes: [SQL] = [
                "UPDATE registry.draw SET pool = pool", "UPDATE registry.draw SET absent = '{}'",
                "DELETE FROM registry.draw",
                "UPDATE registry.draw_result SET drawn = '[]'", "DELETE FROM registry.draw_result",
                "UPDATE registry.assignment SET person_id = 1", "DELETE FROM registry.assignment",
                "UPDATE registry.assignment SET shown_from = now()",
                """
                INSERT INTO registry.draw (jurisdiction_id, purpose, first_day, last_day, pool, recorded_by)
                VALUES (\(home), 'visits', current_date, current_date, 'x', \(person))
                """,
                """
                INSERT INTO registry.draw (jurisdiction_id, purpose, first_day, last_day, replaces_id, recorded_by)
                VALUES (\(home), 'visits', current_date, current_date, 1, \(person))
                """,
                """
                INSERT INTO registry.draw_result (jurisdiction_id, draw_id, seed, recorded_by)
                VALUES (\(home), 1, sha256('x'), \(person))
                """,
                """
                INSERT INTO registry.draw_result (jurisdiction_id, draw_id, drawn, recorded_by) VALUES (\(home), 1, '[]', \(person))
                """,
                """
                INSERT INTO registry.assignment (jurisdiction_id, draw_id, outlet_id, person_id, shown_from, recorded_by)
                VALUES (\(home), 1, 1, \(world.inspector.person), now(), \(person))
                """,
                """
                INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
                VALUES (\(home), 1, gen_random_uuid(), 1, 'due', 'draw', \(person))
                """,
                "UPDATE registry.back_check SET inspection_id = gen_random_uuid()",
                "UPDATE registry.redraw SET why = 'x'",
                "TRUNCATE registry.draw", "SELECT ops.drawn_from('x', sha256('x'))",
            ]
            for probe in probes {
                let said = try await world.said(by: world.officer, probe)
                #expect(said?.hasPrefix("42501") == true, "\(probe.text): \(said ?? "done")")
            }
        }
    }

    @Test func `past the grants the guards say the same`() async throws {
        try await withWorld(outlets: 2) { world in
            let drawn = try await world.drawn()
            let assigned = drawn["assignments"]?[0]?["person"]
            let other = assigned == "Ilse Inspector" ? world.otherInspector : world.inspector
            let home = world.jurisdiction
            let person = world.officer.person
            let cases: [(SQL, String)] = [
                (
                    """
                    INSERT INTO registry.assignment (jurisdiction_id, draw_id, outlet_id, person_id, shown_from, recorded_by)
                    SELECT \(home), 1, o.id, \(other.person), r.shown_from, \(person)
                    FROM registry.outlet AS o, registry.draw_result AS r WHERE o.reference = \(world.outlet)
                    """,
                    "RG007 assignment_is_what_was_drawn: That person was not drawn for that outlet, so nothing was assigned. "
                        + "| Settle a draw."
                ),
                ("UPDATE registry.draw SET pool = pool || 'x'", "RG006 : draw is append-only: UPDATE is refused."),
                (
                    "UPDATE registry.draw_result SET drawn = '[]'",
                    "RG006 : draw_result is append-only: UPDATE is refused."
                ),
                ("DELETE FROM registry.assignment", "RG006 : assignment is append-only: DELETE is refused."),
                ("DELETE FROM registry.redraw", "RG006 : redraw is append-only: DELETE is refused."),
            ]
            for (statement, words) in cases {
                let said = try await world.said(by: world.officer, statement, asOwner: true)
                #expect(
                    said?.hasPrefix(words) == true || said?.contains(String(words.dropFirst(8))) == true,
                    "\(said ?? "done")")
            }
            // A pool that a superuser names is made anew by the guard.
            _ = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.draw (jurisdiction_id, number, reference, purpose, first_day, last_day, outlets, pool, pool_digest,
                    recorded_by)
                VALUES (\(home), 0, '', 'visits', current_date + 10, current_date + 11, ARRAY[\(world.outlet)::text], 'mine', sha256('mine'), \(person))
                """, asOwner: true)
            let pools = try await world.test.admin.query("SELECT pool FROM registry.draw ORDER BY id DESC LIMIT 1") {
                try $0[0].decode(String.self, 0)
            }
            #expect(pools.hasPrefix("tolerance-registry/draw-pool/v2\n"))
        }
    }

    /// What follows from no head is found by whoever draws again.
    @Test func `a result that somebody wrote past the guards is not what is drawn again`() async throws {
        try await withWorld { world in
            _ = try await world.inspectors(6)
            let drawn = try await world.drawn()
            try await TestLog.tamper(
                world.test,
                [
                    """
                    UPDATE registry.draw_result SET drawn = jsonb_set(drawn, '{0,drawn,0}', (SELECT to_jsonb(p.pseudonym)
                        FROM registry.person AS p WHERE p.pseudonym <> drawn -> 0 -> 'drawn' ->> 0
                            AND EXISTS (SELECT FROM registry.role_grant AS g WHERE g.person_id = p.id AND g.role = 'inspector') LIMIT 1))
                    """
                ])
            let card = try await world.registry.draw(drawn["reference"]?.text ?? "", world.officer).json
            #expect(card["drawn"] != drawn["drawn"])
            #expect(try !DrawnRecord(json: card).isDrawnAgain())
        }
    }

    @Test(arguments: [
        (
            "guard_3_draw", "draw",
            "INSERT INTO registry.draw (jurisdiction_id, number, reference, purpose, first_day, last_day, pool, "
                + "pool_digest, recorded_by) VALUES ({home}, 0, '', 'visits', current_date, current_date, 'mine', sha256('mine'), {person})"
        ),
        (
            "guard_2_assignment", "assignment",
            "INSERT INTO registry.assignment (jurisdiction_id, draw_id, outlet_id, person_id, "
                + "shown_from, recorded_by) SELECT {home}, 1, o.id, {person}, now(), {person} FROM registry.outlet AS o"
        ),
    ])
    func `without its guard it is written`(guardName: String, table: String, statement: String) async throws {
        try await withWorld { world in
            _ = try await world.drawn()
            let text = statement.replacing("{home}", with: "\(world.jurisdiction)").replacing(
                "{person}", with: "\(world.officer.person)")
            _ = try await world.test.admin.write { db in
                try db.execute(.file("ALTER TABLE registry.\(table) DISABLE TRIGGER \(guardName)"))
            }
            #expect(try await world.said(by: world.officer, .file(text), asOwner: true) == nil)
        }
    }
}
