import Postgres
import Records
import TestSupport
import Testing
import TransparencyLog

@testable import Registry

/// Draws by lot: PostgreSQL makes the pool, the log gives the seed, and what comes out follows from both.
@Suite struct DrawTests {
    @Test func `the pool is fixed, the next signed head gives the seed, and the same comes out elsewhere`() async throws
    {
        try await withWorld(outlets: 3) { world in
            let inspectors = try await world.inspectors(6)
            let opened = try await world.open(seats: 2, absent: ["inspector3", "ilse"])
            #expect(opened["reference"]?.text?.hasPrefix("D-20") == true && opened["status"] == "waiting")
            #expect(opened["head"] == .null && opened["drawn"] == [] && opened["outlets"]?.items?.count == 3)
            #expect(opened["absent"] == ["Ilse Inspector", "Inspector 3"])
            let reference = opened["reference"]?.text ?? ""
            let early = try await refusalOf { try await world.registry.settleDraw(reference, Call(by: world.officer)) }
            #expect(early.code == "draw_waits_for_a_signed_head")
            #expect(
                early.message
                    == "Draw \(reference) is not settled yet: no signed head of the log covers its pool, so nobody knows the seed."
            )
            let drawn = try await world.settle(reference)
            let record = DrawnRecord(json: drawn)
            #expect(record.members.count == 6)
            #expect(try record.isDrawnAgain())
            #expect(drawn["status"] == "drawn" && drawn["assignments"]?.items?.count == 6)
            #expect(drawn["pool"] == opened["pool"])
            // Later heads change nothing, whoever asks.
            let again = try await refusalOf { try await world.settle(reference, by: world.otherOfficer) }
            #expect(again.code == "draw_is_settled_once" && again.message == "The draw is settled already.")
            #expect(try await world.registry.draw(reference, world.integrity).json["drawn"] == drawn["drawn"])
            #expect(!inspectors.isEmpty)
        }
    }

    @Test
    func `who was there lately or last, or has a conflict, is not drawn, nor who counts as one with such a person`()
        async throws
    {
        try await withWorld(outlets: 2) { world in
            let inspectors = try await world.inspectors(4)
            _ = try await world.visit(1, world.outlet, by: inspectors[0])
            try await world.inspect(2, failed: [], on: "2020-01-01", at: world.outlets[1])
            _ = try await world.registry.declareConflict(
                NewConflict(person: "inspector2", outlet: world.outlet, why: "A cousin works there."),
                Call(by: world.officer))
            try await world.deputise(inspectors[2], for: inspectors[0])
            let record = DrawnRecord(json: try await world.open())
            let names = try await world.pseudonyms()
            #expect(
                Set(record.barred(for: world.outlet))
                    == Set([inspectors[0], inspectors[1], inspectors[2]].map { names[$0.person] ?? "" }))
            // Longer ago than the months say, and still the last who was there.
            #expect(record.barred(for: world.outlets[1]) == [names[world.inspector.person] ?? ""])
        }
    }

    /// The saboteur: a pool whose secret is known is drawn beforehand by whoever knows the rest.
    @Test(arguments: [false, true])
    func `who knows all of a pool but its secret, and every head, can't say who is drawn`(isSabotaged: Bool)
        async throws
    {
        try await withWorld(outlets: 2) { world in
            _ = try await world.inspectors(6)
            if isSabotaged {
                _ = try await world.test.admin.write { db in
                    try db.execute(
                        .file(
                            """
                            CREATE OR REPLACE FUNCTION ops.pool_text(draw_reference text, members text[], slots text[], lines text[])
                                RETURNS text LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
                                SELECT array_to_string(ARRAY['tolerance-registry/draw-pool/v2', draw_reference, repeat('0', 64),
                                    cardinality(members)::text] || members || cardinality(slots)::text || lines, E'\\n') || E'\\n' $$
                            """))
                }
            }
            var (foreseen, secrets): (Int, Set<[UInt8]>) = (0, [])
            for day in 0..<8 {
                let drawn = DrawnRecord(
                    json: try await world.drawn([world.outlets[day % 2]], from: day * 3, to: day * 3))
                let pool = try #require(drawn.pool)
                secrets.insert(pool.secret)
                let guessed = try DrawPool(
                    id: pool.id, secret: [UInt8](repeating: 0, count: 32), members: pool.members, slots: pool.slots)
                if try guessed.seed(root: drawn.root()) == pool.seed(root: drawn.root()) { foreseen += 1 }
                #expect(try drawn.isDrawnAgain())
                // Over, so that the outlet can be drawn for again.
                try await TestLog.tamper(
                    world.test,
                    ["UPDATE registry.draw SET first_day = first_day - 100, last_day = last_day - 100"])
            }
            #expect(foreseen == (isSabotaged ? 8 : 0) && secrets.count == (isSabotaged ? 1 : 8))
        }
    }

    @Test func `a pool of too few is refused, and the months are the authority's to set`() async throws {
        try await withWorld { world in
            _ = try await world.visit(1, world.outlet, by: world.inspector)
            _ = try await world.visit(2, world.outlet, by: world.otherInspector)
            let refusal = try await refusalOf { try await world.open() }
            #expect(refusal.code == "enough_can_be_drawn")
            #expect(
                refusal.message
                    == "For outlet \(world.outlet) 1 must be drawn, and of 2 inspectors 0 can be: the others were there last or in "
                    + "the last 24 months, or have a conflict of interest.")
            let short = IntegritySettingChange(
                setting: .recentVisitMonths, value: 0, reason: "There are two inspectors alone.")
            let refused = try await refusalOf {
                try await world.registry.setIntegritySetting(short, Call(by: world.officer))
            }
            #expect(
                refused.message
                    == "To set how draws and back-checks are made the role policy or administrator is needed.")
            let set = try await world.registry.setIntegritySetting(short, Call(by: world.administrator)).json
            #expect(set["items"]?[0]?["value"] == 0 && set["items"]?[0]?["setBy"] == "Anna Administrator")
            #expect(set["items"]?[1]?["value"] == 5 && set["items"]?[1]?["reason"] == .null)
            let large = IntegritySettingChange(setting: .backCheckPercent, value: 101, reason: "More than all of them.")
            let wide = try await refusalOf {
                try await world.registry.setIntegritySetting(large, Call(by: world.administrator))
            }
            #expect(wide.message == "The number is out of its range: 60 months, 100 percent and 168 hours at most.")
            // Today's visit is on the first day itself, so it still counts as one of the last 0 months.
            let away = try await refusalOf { try await world.open(absent: ["ilse", "iwan"]) }
            #expect(away.message == "Nobody can be drawn: there is no inspector, or all are away.")
            let unknown = try await refusalOf { try await world.open(absent: ["ilse", "nemo"]) }
            #expect(unknown.problems.map(\.pointer) == ["/absent/1"])
        }
    }

    @Test func `what is no draw is refused`() async throws {
        try await withWorld(outlets: 2) { world in
            let cases: [(String, String, @Sendable () async throws -> JSONValue)] = [
                (
                    "drawn_outlets_are_active", "No visit is drawn for 0363-999-9: it is no active outlet.",
                    { try await world.open(["0363-999-9", world.outlet]) }
                ),
                ("something_is_drawn_for", "The draw names no outlet to visit.", { try await world.open([]) }),
                (
                    "visits_are_drawn_before_their_days",
                    "Visits are drawn before their days, and \(try await world.day(-1)) is over.",
                    { try await world.open(from: -1) }
                ),
                (
                    "draw_is_for_a_month_at_most",
                    "A draw is for 31 days at most, and its last day is no earlier than its first.",
                    { try await world.open(to: 40) }
                ),
                (
                    "role_missing", "To open a draw the role officer or integrity is needed.",
                    { try await world.open(by: world.administrator) }
                ),
                (
                    "role_missing", "To open a draw the role officer is needed.",
                    { try await world.open(by: world.integrity) }
                ),
            ]
            for (code, message, body) in cases {
                let refusal = try await refusalOf(body)
                #expect(refusal.code == code && refusal.message == message, "\(refusal)")
            }
        }
    }

    @Test func `of two draws for an outlet that are opened at once one is opened`() async throws {
        try await withWorld(outlets: 6) { world in
            _ = try await world.inspectors(3)
            for outlet in world.outlets {
                let came = try await withThrowingTaskGroup(of: String.self) { tasks in
                    for actor in [world.officer, world.otherOfficer] {
                        tasks.addTask {
                            do {
                                return try await world.open([outlet], by: actor)["status"]?.text ?? ""
                            } catch let refusal as Refusal {
                                return refusal.code
                            }
                        }
                    }
                    return try await tasks.reduce(into: Set()) { $0.insert($1) }
                }
                #expect(came == ["waiting", "nobody_draws_again_alone"])
            }
        }
    }

    @Test func `nobody draws again alone`() async throws {
        try await withWorld(outlets: 2) { world in
            _ = try await world.inspectors(4)
            let first = try await world.drawn()
            let reference = first["reference"]?.text ?? ""
            let again = try await refusalOf { try await world.open([world.outlet], from: 6, to: 8) }
            #expect(again.code == "nobody_draws_again_alone")
            let days = "from \(try await world.day(0)) to \(try await world.day(6))"
            #expect(
                again.message
                    == "Outlet \(world.outlet) is drawn for in \(reference) already, \(days), so it is not drawn for once more."
            )
            // Nor for other days, as long as the drawn visit is to come: who draws for each day alone chooses by the days.
            let later = try await refusalOf { try await world.open([world.outlet], from: 20, to: 21) }
            #expect(later.message == again.message)
            let new = NewRedraw(why: "Ilse has fallen ill.", absent: ["ilse"])
            let asked = try await world.registry.requestRedraw(of: reference, new, Call(by: world.officer)).json
            #expect(asked["redraws"]?[0]?["requestedBy"] == "Otto Officer" && asked["status"] == "drawn")
            let twice = try await refusalOf {
                try await world.registry.requestRedraw(of: reference, new, Call(by: world.otherOfficer))
            }
            #expect(twice.message == "A redraw of this draw was asked for already.")
            let waiting = try await world.registry.today(world.otherOfficer).json["items"]?.items ?? []
            #expect(waiting.contains { $0["object"] == "redraw" && $0["reference"]?.text == reference })
            let refused = try await world.registry.refuseRedraw(
                "1", Reason("She is back on Monday."), Call(by: world.integrity)
            ).json
            #expect(refused["redraws"]?[0]?["status"] == "refused" && refused["status"] == "drawn")
            let second = try await world.registry.requestRedraw(of: reference, new, Call(by: world.officer)).json
            let number = second["redraws"]?.items?.last?["number"]?.wholeNumber ?? 0
            let anew = try await world.registry.approveRedraw("\(number)", Call(by: world.integrity)).json
            #expect(anew["replaces"]?.text == reference && anew["absent"] == ["Ilse Inspector"])
            // The former one stays to be seen.
            let former = try await world.registry.draw(reference, world.officer).json
            #expect(former["status"] == "replaced" && former["drawn"] == first["drawn"])
            #expect(former["replacedBy"] == anew["reference"])
            let settled = try await world.settle(anew["reference"]?.text ?? "")
            #expect(try DrawnRecord(json: settled).isDrawnAgain())
            let late = try await refusalOf {
                try await world.registry.requestRedraw(of: reference, new, Call(by: world.officer))
            }
            #expect(late.code == "standing_draw_is_drawn_anew")
        }
    }

    @Test func `a replaced draw that was not settled never is`() async throws {
        try await withWorld { world in
            let first = try await world.open()["reference"]?.text ?? ""
            _ = try await world.registry.requestRedraw(
                of: first, NewRedraw(why: "The days were wrong."), Call(by: world.officer))
            _ = try await world.registry.approveRedraw("1", Call(by: world.otherOfficer))
            let refusal = try await refusalOf { try await world.settle(first) }
            #expect(refusal.code == "replaced_draw_is_not_settled")
        }
    }

    @Test func `a visit by somebody else is kept, marked, and explained`() async throws {
        try await withWorld { world in
            let drawn = try await world.drawn()
            let reference = drawn["reference"]?.text ?? ""
            let isIlse = drawn["assignments"]?[0]?["person"] == "Ilse Inspector"
            let (assigned, other) =
                isIlse ? (world.inspector, world.otherInspector) : (world.otherInspector, world.inspector)
            _ = try await world.visit(1, world.outlet, by: other)
            _ = try await world.visit(2, world.outlet, by: assigned)
            let seen = try await world.registry.draw(reference, world.officer).json["departures"]?.items ?? []
            #expect(
                seen.map { $0["inspection"]?.text ?? "" }
                    == ["I-2026-0001"].map { $0.replacing("2026", with: String(reference.dropFirst(2).prefix(4))) })
            #expect(seen[0]["reason"] == .null && seen[0]["inspector"]?.text == other.personName)
            let no = try await refusalOf {
                try await world.registry.explainDeparture(
                    from: reference, NewDeparture(inspection: World.id(2), reason: "Nothing to explain here."),
                    Call(by: assigned))
            }
            #expect(no.code == "departure_is_from_what_was_drawn")
            let why = NewDeparture(inspection: World.id(1), reason: "A fight was reported there.")
            let kept = try await world.registry.explainDeparture(from: reference, why, Call(by: other)).json
            // Who visits sees the draw, and not what others did.
            #expect(kept["departures"] == [])
            let card = try await world.registry.draw(reference, world.officer).json
            #expect(card["departures"]?[0]?["reason"] == "A fight was reported there.")
            let twice = try await refusalOf {
                try await world.registry.explainDeparture(from: reference, why, Call(by: other))
            }
            #expect(twice.message == "That departure is explained already.")
            let mine = try await world.registry.assignments(Page(), assigned).json["items"]?.items ?? []
            #expect(mine.map { $0["status"] } == ["visited"])
        }
    }

    @Test func `an assignment is sealed until it is time`() async throws {
        try await withWorld { world in
            let drawn = try await world.drawn(from: 3, to: 5)
            let reference = drawn["reference"]?.text ?? ""
            let isIlse = drawn["assignments"]?[0]?["person"] == "Ilse Inspector"
            let (assigned, other) =
                isIlse ? (world.inspector, world.otherInspector) : (world.otherInspector, world.inspector)
            let start = "\(try await world.localDay(3))"
            #expect(
                try await world.test.admin.query(
                    "SELECT (r.shown_from AT TIME ZONE 'Europe/Amsterdam')::text FROM registry.draw_result AS r"
                ) { try $0[0].decode(String.self, 0) } == "\(try await world.localDay(2)) 22:00:00")
            func sees(_ actor: Actor) async throws -> Int {
                try await world.registry.assignments(Page(), actor).json["items"]?.items?.count ?? 0
            }
            for actor in [assigned, other, world.reviewer, world.policy, world.administrator] {
                #expect(try await sees(actor) == 0)
                #expect(try await refusalOf { try await world.registry.draw(reference, actor) }.code == "unknown_draw")
                #expect(try await world.registry.draws(Page(), actor).json["items"] == [])
            }
            #expect(try await sees(world.officer) == 1)
            #expect(try await sees(world.integrity) == 1)
            // As if its time had come.
            try await TestLog.tamper(
                world.test,
                [
                    "UPDATE registry.draw_result SET shown_from = now() - interval '1 second'",
                    "UPDATE registry.assignment SET shown_from = now() - interval '1 second'",
                ])
            #expect(try await sees(assigned) == 1)
            #expect(try await sees(other) == 0)
            let shown = try await world.registry.draw(reference, other).json
            #expect(shown["firstDay"]?.text == start && shown["assignments"] == [])
            #expect(try DrawnRecord(json: shown).isDrawnAgain())
        }
    }
}

extension World {
    /// Of the persons by number.
    func pseudonyms() async throws -> [Int: String] {
        try await test.admin.query("SELECT id, pseudonym FROM registry.person") { rows in
            var names: [Int: String] = [:]
            for row in rows { names[try row.decode(Int.self, 0)] = try row.decode(String.self, 1) }
            return names
        }
    }
}
