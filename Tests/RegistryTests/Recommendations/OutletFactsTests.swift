import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What the tables know about the outlet reaches the packs that ask for it.
struct OutletFactsTests {
    @Test func `a ladder for a type of outlet is climbed by outlets of that kind`() async throws {
        try await withPack({ Self.ladder($0, for: "consumption") }) { world in
            try await world.inspect(1)
            let card = try await world.advice(1)
            #expect(card["facts"]?["attributes"] == ["type": "consumption"])
            #expect(card["trace"]?["measure"]?["text"] == "closure for 3 months")
        }
    }

    @Test func `where the pack's types are other words than the registry's, a person says which one it is`()
        async throws
    {
        try await withPack({ Self.ladder($0, for: "maker") }) { world in
            try await world.inspect(1)
            let card = try await world.advice(1)
            #expect(card["facts"]?["attributes"] == nil)
            #expect(card["trace"]?["lines"]?[0]?["unknown"]?["note"]?["en"] == "The facts do not state: type.")
        }
    }

    @Test func `selling while a closure runs is its breach, until it ends or is revoked`() async throws {
        try await withPack(Self.breach) { world in
            let action = try await world.issued(.closure, from: "2026-10-05", until: nil)
            try await world.end(action, on: "2026-10-12")
            for (number, day) in [(2, "2026-10-04"), (3, "2026-10-05"), (4, "2026-10-11"), (5, "2026-10-12")] {
                try await world.inspect(number, on: day)
            }
            #expect(
                try await world.runningAndMeasures(2...5) == [
                    "[]: closure", "[closure]: withdrawal", "[closure]: withdrawal", "[]: closure",
                ])
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            try await world.inspect(6, on: "2026-10-06")
            #expect(try await world.runningAndMeasures(6...6) == ["[]: closure"])
        }
    }

    @Test func `an action with a past first day runs from its issue on, also on that day`() async throws {
        try await withPack(Self.breach) { world in
            try await world.inspect(1, on: "2026-09-01")
            let depart = NewDecision(choice: .depart, measure: .closure, reasons: "For the sake of the test.")
            _ = try await world.registry.decide(in: "C-2026-0001", depart, Call(by: world.officer))
            let content = ActionContent(startsOn: .sample("2026-10-05"), text: "It is ordered.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            _ = try await world.registry.proposeAction("A-2026-0001", Call(by: world.officer, expectedVersion: 1))
            _ = try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: 2))
            try await world.inspect(2, on: "2026-10-20")
            try await world.inspectToday(3, minutesAgo: 2)
            try await world.inspectToday(4)
            #expect(
                try await world.runningAndMeasures(2...4) == ["[]: closure", "[]: closure", "[closure]: withdrawal"])
            for inspection in ["I-2026-0002", "I-2026-0003"] {
                #expect(try await world.facts(inspection)?.running == [])
            }
            #expect(try await world.facts("I-2026-0004")?.running == [.closure])
        }
    }

    @Test func `a suspension of the licence runs until it was reinstated`() async throws {
        try await withPack(Self.breach) { world in
            let action = try await world.issued(.suspension, from: "2026-10-05", until: nil)
            let licence = try await world.licence()
            _ = try await world.registry.suspendLicence(
                licence, LicenceSuspension(action: action, reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1))
            try await world.inspectToday(2)
            #expect(try await world.runningAndMeasures(2...2) == ["[suspension]: withdrawal"])
            _ = try await world.registry.reinstateLicence(
                licence, Reason("The fine was paid."), Call(by: world.officer, expectedVersion: 2))
            _ = try await world.registry.reinstateLicence(
                licence, Reason("I agree with it."), Call(by: world.otherOfficer, expectedVersion: 3))
            try await world.inspectToday(3)
            try await world.inspect(4, on: "2026-10-06")
            #expect(try await world.runningAndMeasures(3...4) == ["[]: closure", "[suspension]: withdrawal"])
        }
    }

    @Test func `a licence is suspended on the days that the action says, and on no other`() async throws {
        try await withPack(Self.breach) { world in
            let action = try await world.issued(.suspension, from: "2026-10-05", until: nil)
            try await world.end(action, on: "2026-10-08")
            let licence = try await world.licence()
            for until in ["2029-12-31", "2026-10-07"] {
                let refused = try await refusalOf {
                    try await world.registry.suspendLicence(
                        licence, LicenceSuspension(action: action, until: .sample(until), reason: "It is ordered."),
                        Call(by: world.officer, expectedVersion: 1))
                }
                #expect(
                    refused
                        == Refusal(
                            .badInput, "suspension_ends_with_its_action",
                            "Action \(action) suspends until 2026-10-08; a suspension until \(until) is not what was issued.",
                            hint:
                                "Leave the end out to take that of the action; for another one, have another action issued."
                        ))
            }
            let suspended = try await world.registry.suspendLicence(
                licence, LicenceSuspension(action: action, reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1)
            ).json
            #expect(suspended["suspendedUntil"] == "2026-10-08")
            for (number, day) in [(2, "2026-10-04"), (3, "2026-10-05"), (4, "2026-10-07"), (5, "2026-10-08")] {
                try await world.inspect(number, on: day)
            }
            #expect(
                try await world.runningAndMeasures(2...5) == [
                    "[]: closure", "[suspension]: withdrawal", "[suspension]: withdrawal", "[]: closure",
                ])
        }
    }

    @Test func `a suspension that was revoked is not running, whatever the licence still says`() async throws {
        try await withPack(Self.breach) { world in
            let action = try await world.issued(.suspension, from: "2026-10-05", until: nil)
            let licence = try await world.licence()
            _ = try await world.registry.suspendLicence(
                licence, LicenceSuspension(action: action, reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 1))
            try await world.inspect(2, on: "2026-10-06")
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            #expect(try await world.registry.licence(licence, world.officer).text("status") == "suspended")
            try await world.inspect(3, on: "2026-10-07")
            #expect(try await world.runningAndMeasures(2...3) == ["[suspension]: withdrawal", "[]: closure"])
        }
    }

    @Test func `a notice that was issued opens its gate when its term is over`() async throws {
        try await withPack({
            $0.replacing(
                "    steps:\n",
                with: """
                        gates:
                          notice: {name: {en: notice}, requires: {en: notice was given.}, notice: {term: 14 days}, source: arrangement}
                        steps:

                    """)
        }) { world in
            try await world.inspect(1, on: "2026-09-01")
            let first = try await world.advice(1)
            #expect(first["facts"]?["notices"] == nil)
            #expect(first["trace"]?["lines"]?[0]?["openGate"] == "notice")
            _ = try await world.issued(.warning, inspected: true, from: nil, until: nil)
            try await world.established("2026-09-10")
            try await world.inspect(2, on: "2026-09-23")
            try await world.inspect(3, on: "2026-09-24")
            let gates = try await [world.advice(2), world.advice(3)].map { card in
                [card["trace"]?["lines"]?[0]?["gates"]?[0]?["state"], card["trace"]?["lines"]?[0]?["gates"]?[0]?["by"]]
            }
            #expect(gates == [["denied", "facts"], ["confirmed", "facts"]])
            #expect(try await world.advice(3)["facts"]?["notices"] == [["criterion": "J", "day": "2026-09-10"]])
        }
    }

    private static func ladder(_ text: String, for type: String) -> String {
        text.replacing("    criteria: [J]\n", with: "    criteria: [J]\n    outlets: [\(type)]\n")
    }

    private static func breach(_ text: String) -> String {
        text.replacing(
            "    steps:\n",
            with: """
                    skips:
                      breach_of_suspension: {name: {en: selling while suspended}, to: 3, source: arrangement}
                    steps:

                """)
    }

    private func withPack(
        _ change: @escaping @Sendable (String) -> String, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = try SamplePack.counting()
            text.text = change(text.text)
            text.examples = nil
            try await world.activate(text)
            try await body(world)
        }
    }
}

extension World {
    fileprivate func advice(_ number: Int) async throws -> JSONValue {
        try await registry.recommendation(number, language: .english, officer).json
    }

    /// `[RUNNING]: MEASURE` of recommendations by number.
    fileprivate func runningAndMeasures(_ numbers: ClosedRange<Int>) async throws -> [String] {
        var lines: [String] = []
        for number in numbers {
            let card = try await advice(number)
            let running = (card["facts"]?["running"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
            lines.append("[\(running)]: \(card["measure"]?.text ?? "a person decides")")
        }
        return lines
    }

    /// Departs to a measure about the first inspection, and has it issued; gives the action's reference.
    fileprivate func issued(
        _ measure: DecidedMeasure, inspected: Bool = false, from: String?, until: String?
    ) async throws -> String {
        if !inspected { try await inspect(1, on: "2026-09-01") }
        return try await order(measure, from: from, until: until)
    }

    /// As if what was issued today had been issued on that day.
    fileprivate func established(_ day: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("UPDATE registry.violation SET established_on = \(LocalDate.sample(day))")
        }
    }

    /// Logs a visit of this moment, to the next whole second, or of one some minutes before.
    fileprivate func inspectToday(_ number: Int, minutesAgo minutes: Int = 0) async throws {
        let now: String = try await test.admin.read { db in
            try db.one(
                "SELECT registry.utc(date_trunc('second', now()) + interval '1 second' - make_interval(mins => \(minutes)::integer))"
            )
        }
        var new = NewInspection.sample(outlet, ["J": .fail])
        new.startedAt = try #require(Instant(text: now))
        _ = try await registry.logInspection(Self.id(number), new, Call(by: inspector))
    }
}
