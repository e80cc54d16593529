import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// Inspections that are checked again, by somebody who is not told.
@Suite struct BackCheckTests {
    @Test func `a month's share is drawn, one at least, and the next draw for visits takes the outlet in`() async throws
    {
        try await withWorld(outlets: 2) { world in
            _ = try await world.inspectors(3)
            for number in 1...3 { try await world.inspect(number, failed: ["J"], at: world.outlet) }
            let drawn = try await world.backChecked()
            #expect(drawn["seats"] == 1 && drawn["outlets"] == [] && drawn["shownFrom"] == .null)
            let record = DrawnRecord(json: drawn)
            #expect(record.members.count == 3 && record.members.allSatisfy { $0.hasPrefix("I-") })
            #expect(try record.isDrawnAgain())
            let due = try await world.registry.backChecks(Page(), world.integrity).json["items"]?.items ?? []
            #expect(due.count == 1 && due[0]["status"] == "due" && due[0]["outlet"]?.text == world.outlet)
            // Only the second outlet was asked for.
            let visits = try await world.drawn([world.outlets[1]])
            #expect(visits["outlets"]?.items?.compactMap(\.text) == world.outlets.sorted())
            let names = try await world.pseudonyms()
            #expect(
                DrawnRecord(json: visits).barred(for: world.outlet) == [names[world.inspector.person] ?? ""])
            // It is taken in once.
            _ = try await refusalOf { try await world.open([], from: 10, to: 11) }
            let who = visits["assignments"]?.items?.first { $0["outlet"]?.text == world.outlet }?["person"]?.text ?? ""
            let actor = try await world.actor(named: who)
            _ = try await world.visit(9, world.outlet, by: actor)
            let done = try await world.registry.backChecks(Page(), world.officer).json["items"]?[0]
            #expect(done?["status"] == "done" && done?["checker"]?.text == who)
            #expect(
                done?["comparison"] == [["criterion": "H", "first": "pass", "second": "pass", "agree": true]])
            let late = try await refusalOf {
                try await world.registry.proposeWaiver(
                    ofBackCheck: "1", Reason("It is done already."), Call(by: world.officer))
            }
            #expect(late.message == "Back-check 1 is done, so it is not waived.")
        }
    }

    @Test func `where nobody is left who may go, a back-check waits and stops no other visit`() async throws {
        try await withWorld(outlets: 2) { world in
            _ = try await world.inspectors(1)
            try await world.inspect(1, failed: ["J"], at: world.outlet)
            _ = try await world.backChecked()
            let others = world.outlets.filter { $0 != world.outlet }
            // Who made the visit doesn't check it, and the others are away.
            let without = try await world.drawn(others, absent: ["iwan", "inspector1"])
            #expect(without["outlets"]?.items?.compactMap(\.text) == others)
            let due = try await world.registry.backChecks(Page(), world.integrity).json["items"]?.items ?? []
            #expect(due.map { $0["status"] } == ["due"] && due[0]["leftOutOf"] == [without["reference"] ?? .null])
            let told = try await world.waiting(for: world.integrity, "back_check")
            #expect(
                told == [
                    "back-check 1 was not taken into \(without["reference"]?.text ?? ""), for which inspectors were said to be away"
                ])
            #expect(try await world.waiting(for: world.officer, "back_check") == [])
            // Who proposes to waive it doesn't put it off.
            _ = try await world.registry.proposeWaiver(
                ofBackCheck: "1", Reason("The outlet is being rebuilt."), Call(by: world.officer))
            // Somebody is back: the next draw takes it in, without another outlet to visit, and however many are asked for.
            let with = try await world.drawn([], from: 10, to: 11, seats: 2, absent: ["iwan"])
            #expect(with["outlets"]?.items?.compactMap(\.text) == [world.outlet])
            #expect(with["assignments"]?.items?.map { $0["person"] } == ["Inspector 1"])
            #expect(try DrawnRecord(json: with).isDrawnAgain())
            // While that one runs, no other has to.
            _ = try await refusalOf { try await world.drawn([], from: 12, to: 13) }
            let after = try await world.registry.backChecks(Page(), world.integrity).json["items"]?[0]
            #expect(after?["leftOutOf"] == due[0]["leftOutOf"])
        }
    }

    @Test func `a month is drawn once, when it is over, and not by redraw`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: [])
            let drawn = try await world.backChecked()
            let again = try await refusalOf { try await world.backChecked() }
            #expect(
                again.message == "The back-checks of 2026-10 are drawn already (\(drawn["reference"]?.text ?? "")).")
            let redraw = try await refusalOf {
                try await world.registry.requestRedraw(
                    of: drawn["reference"]?.text ?? "", NewRedraw(why: "I don't like it."), Call(by: world.officer))
            }
            #expect(redraw.code == "back_checks_are_not_drawn_anew")
            func open(_ first: String, _ last: String) async throws -> Refusal {
                try await refusalOf {
                    try await world.registry.openDraw(
                        NewDraw(purpose: .backChecks, firstDay: .sample(first), lastDay: .sample(last)),
                        Call(by: world.officer))
                }
            }
            #expect(try await open("2026-09-02", "2026-09-30").code == "back_checks_are_of_a_month_that_is_over")
            #expect(try await open("2998-09-01", "2998-09-30").code == "back_checks_are_of_a_month_that_is_over")
            let none = try await open("2025-02-01", "2025-02-28")
            #expect(
                none.message
                    == "No inspection from 2025-02-01 to 2025-02-28 can be checked again: there is none with access at an active "
                    + "outlet that holds.")
        }
    }

    @Test func `a month that nobody draws waits for somebody, and so does each after the first that was drawn`()
        async throws
    {
        try await withWorld { world in
            let first = try await world.localDay().adding(months: -2)
            let months = (0...2).map { back in String("\(first.adding(months: back))".prefix(7)) }
            #expect(try await world.waiting(for: world.officer, "draw") == [])
            for (number, month) in months.enumerated() {
                try await world.inspect(number + 1, failed: [], on: "\(month)-01")
            }
            #expect(try await world.waiting(for: world.officer, "draw") == [])
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator)
            _ = try await world.registry.changeRole(
                "\(person.person)", RoleChange(role: .integrity, grant: true), Call(by: world.administrator))
            _ = try await world.registry.confirmRole(of: "hanna", Call(by: world.reviewer))
            // Nobody ever drew: the last month alone is told. This one is not over.
            for actor in [world.officer, world.integrity] {
                #expect(
                    try await world.waiting(for: actor, "draw", \.reference) == [months[1]], "\(actor.roles)")
            }
            #expect(
                try await world.waiting(for: world.officer, "draw")
                    == ["its back-checks are not drawn: 1 inspection can be"])
            #expect(try await world.waiting(for: world.inspector, "draw") == [])
            let day = LocalDate.sample("\(months[0])-01")
            let new = NewDraw(purpose: .backChecks, firstDay: day, lastDay: day.adding(months: 1).adding(days: -1))
            _ = try await world.registry.openDraw(new, Call(by: world.officer))
            #expect(try await world.waiting(for: world.officer, "draw", \.reference) == [months[1]])
        }
    }

    @Test func `waiving one takes two persons`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: [])
            _ = try await world.backChecked()
            let why = Reason("The outlet is being rebuilt.")
            _ = try await world.registry.proposeWaiver(ofBackCheck: "1", why, Call(by: world.officer))
            let own = try await refusalOf { try await world.registry.waiveBackCheck("1", Call(by: world.officer)) }
            #expect(own.message == "You proposed to waive this back-check, so someone else must answer.")
            let kept = try await world.registry.keepBackCheck(
                "1", Reason("In March it can."), Call(by: world.integrity)
            ).json
            #expect(kept["status"] == "due" && kept["reason"] == "In March it can.")
            _ = try await world.registry.proposeWaiver(ofBackCheck: "1", why, Call(by: world.officer))
            let waived = try await world.registry.waiveBackCheck("1", Call(by: world.integrity)).json
            #expect(waived["status"] == "waived" && waived["changedBy"] == "Paul Policy")
            let visits = try await refusalOf { try await world.open([]) }
            #expect(visits.code == "something_is_drawn_for")
            let unknown = try await refusalOf { try await world.registry.waiveBackCheck("7", Call(by: world.officer)) }
            #expect(unknown.message == "There is no back check 7.")
        }
    }

    @Test func `nobody but officers and the role integrity sees one, in no table and no history`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: [])
            _ = try await world.backChecked()
            _ = try await world.registry.proposeWaiver(
                ofBackCheck: "1", Reason("The outlet is being rebuilt."), Call(by: world.officer))
            for (actor, sees) in [
                (world.officer, true), (world.integrity, true), (world.inspector, false), (world.otherInspector, false),
                (world.reviewer, false), (world.policy, false), (world.administrator, false),
            ] {
                let questions: [SQL] = [
                    "SELECT EXISTS (SELECT FROM registry.back_check)",
                    "SELECT EXISTS (SELECT FROM registry.history WHERE object = 'back_check')",
                    "SELECT EXISTS (SELECT FROM registry.draw)", "SELECT EXISTS (SELECT FROM registry.draw_result)",
                    "SELECT EXISTS (SELECT FROM registry.back_check_card)",
                    "SELECT EXISTS (SELECT FROM registry.due WHERE object = 'back_check')",
                ]
                let found: [Bool] = try await world.registry.read(actor) { db in try questions.map { try db.one($0) } }
                #expect(found == [Bool](repeating: sees, count: 6), "\(actor.roles)")
            }
        }
    }
}

extension World {
    /// What waits for somebody: what it is about, or its reference.
    func waiting(
        for actor: Actor, _ object: String, _ part: KeyPath<(reference: String, about: String), String> = \.about
    ) async throws -> [String] {
        let items = try await registry.today(actor).json["items"]?.items ?? []
        return items.filter { $0["object"]?.text == object }.map {
            (reference: $0["reference"]?.text ?? "", about: $0["about"]?.text ?? "")[keyPath: part]
        }
    }

    func actor(named name: String) async throws -> Actor {
        let person: Int = try await test.admin.query("SELECT id FROM registry.person WHERE name = \(name)") {
            try $0[0].decode(Int.self, 0)
        }
        var actor = inspector
        (actor.person, actor.personName) = (person, name)
        return actor
    }
}
