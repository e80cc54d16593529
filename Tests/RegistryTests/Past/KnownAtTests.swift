import Chance
import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What had been recorded by a moment.
@Suite struct KnownAtTests {
    @Test func `what was known a moment ago is what every card says now, byte for byte`() async throws {
        try await withWorld(outlets: 3) { world in
            try await world.fillEveryTable()
            for actor in [world.officer, world.inspector, world.policy, world.administrator, world.reviewer] {
                let cards = try await world.cards(actor)
                #expect(cards.count > 20)
                let standpoint = try await world.past(knownAt: world.databaseClock().description, actor)
                for card in cards {
                    let (now, then) = (
                        try await world.body(card, .now, actor), try await world.body(card, standpoint, actor)
                    )
                    #expect(now == then, "\(card) to \(actor.login)")
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func `what had been known stays as it was, whatever is done later`(seed: UInt64) async throws {
        try await withWorld(outlets: 3) { world in
            var chance = SplitMix64(seed: seed)
            try await world.sealContacts()
            var snapshots: [(at: Standpoint, told: [Card: String])] = []
            for number in 1...12 {
                let moment = try await world.databaseClock()
                let told = try await world.told(try await world.cards())
                snapshots.append((try await world.past(knownAt: moment.description), told))
                try await world.actAtRandom(number, &chance)
            }
            var changed = 0
            let now = try await world.told(try await world.cards())
            for snapshot in snapshots {
                for (card, told) in snapshot.told {
                    if now[card] != told { changed += 1 }
                    let asked = try await world.body(card, snapshot.at)
                    #expect(asked == told, "\(card)")
                }
                // What came later was not there.
                for card in now.keys where snapshot.told[card] == nil {
                    let asked = try await world.body(card, snapshot.at)
                    #expect(asked.hasPrefix("There was no "), "\(card): \(asked)")
                }
            }
            #expect(changed > 20)
        }
    }

    @Test func `without the cut at the moment a later act shows`() async throws {
        try await withWorld { world in
            let standpoint = try await world.past(knownAt: world.databaseClock().description)
            let before = try await world.body(.outlet(world.outlet), standpoint)
            try await world.rename("Later")
            #expect(try await world.body(.outlet(world.outlet), standpoint) == before)
            _ = try await world.test.admin.query(
                .file(
                    """
                    CREATE OR REPLACE FUNCTION past.known_at() RETURNS timestamptz LANGUAGE sql STABLE RETURN 'infinity'::timestamptz
                    """)
            ) { $0.count }
            #expect(try await world.body(.outlet(world.outlet), standpoint) != before)
        }
    }

    @Test func `of two versions of one microsecond the later one counts`() async throws {
        try await withWorld { world in
            try await world.rename("Second")
            try await world.rename("Third", version: 2)
            try await world.recorded("outlet", version: 2, at: "2026-11-20T10:00:00Z")
            try await world.recorded("outlet", version: 3, at: "2026-11-20T10:00:00Z")
            try await world.begunEarly()
            try await world.recorded("outlet", version: 1, at: "2026-11-20T09:00:00Z")
            #expect(try await world.name(knownAt: "2026-11-20T10:00:00Z") == "Third")
            #expect(try await world.name(knownAt: "2026-11-20T09:59:59.999999Z") == "Outlet 0")
        }
    }

    /// The first microsecond after a day and the last one of it, where the authority is.
    @Test(arguments: [
        ("2026-03-03", "2026-03-03T22:59:59.999999Z", "2026-03-03T23:00:00Z"),
        ("2026-03-28", "2026-03-28T22:59:59.999999Z", "2026-03-28T23:00:00Z"),
        // The clock was put forward on that day, and back on the next one.
        ("2026-03-29", "2026-03-29T21:59:59.999999Z", "2026-03-29T22:00:00Z"),
        ("2026-10-25", "2026-10-25T22:59:59.999999Z", "2026-10-25T23:00:00Z"),
        ("2024-02-29", "2024-02-29T22:59:59.999999Z", "2024-02-29T23:00:00Z"),
    ])
    func `a day is over at midnight where the authority is`(day: String, last: String, next: String) async throws {
        try await withWorld { world in
            try await world.rename("On the day")
            try await world.rename("On the next", version: 2)
            try await world.begunEarly()
            try await world.recorded("outlet", version: 1, at: "2020-01-02T00:00:00Z")
            try await world.recorded("outlet", version: 2, at: last)
            try await world.recorded("outlet", version: 3, at: next)
            #expect(try await world.name(knownAt: day) == "On the day")
            #expect(try await world.name(asOf: day) == "On the day")
            #expect(try await world.name(knownAt: next) == "On the next")
            let after = try #require(LocalDate(day)?.adding(days: 1))
            #expect(try await world.name(asOf: "\(after)") == "On the next")
        }
    }

    @Test func `what is still being written when a moment is asked is waited for, and refused when it takes long`()
        async throws
    {
        try await withWorld { world in
            let before = try await world.databaseClock()
            try await world.writing("Under way") { world in
                let moment = try await world.databaseClock()
                let refusal = try await refusalOf { try await world.past(knownAt: moment.description) }
                #expect(refusal.kind == .busy && refusal.code == "being_written")
                #expect(
                    refusal.message
                        == "What had been recorded by \(moment) is not certain yet: something has been being written since before then."
                )
                #expect(refusal.hint == "Ask again in a moment, or ask for an earlier one.")
                // What was over before it began is certain.
                #expect(try await world.name(knownAt: before.description) == "Outlet 0")
                return moment
            } then: { world, moment in
                let name = try await world.name(knownAt: moment.description)
                #expect(name == "Under way")
            }
        }
    }

    /// A vacuum locks so, and can take long; it records nothing.
    @Test func `who keeps a table from being changed otherwise, and writes nothing, is not waited for`() async throws {
        try await withWorld { world in
            let lock: SQL = "LOCK TABLE registry.outlet, registry.history IN SHARE UPDATE EXCLUSIVE MODE"
            let name = try await world.holding(world.test.admin, [], lock) {
                try await world.name(knownAt: world.databaseClock().description)
            }
            #expect(name == "Outlet 0")
        }
    }

    @Test func `without that wait the same question gets two answers`() async throws {
        try await withWorld { world in
            _ = try await world.test.admin.query(
                .file(
                    """
                    CREATE OR REPLACE FUNCTION past.is_being_written(moment timestamptz) RETURNS boolean LANGUAGE sql RETURN false
                    """)
            ) { $0.count }
            try await world.writing("Under way") { world in
                let moment = try await world.databaseClock()
                #expect(try await world.name(knownAt: moment.description) == "Outlet 0")
                return moment
            } then: { world, moment in
                let name = try await world.name(knownAt: moment.description)
                #expect(name == "Under way")
            }
        }
    }

    @Test func `a finding, a correction and a voiding are known from when they were recorded`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let found = try await world.past(knownAt: world.databaseClock().description)
            try await world.correct("J", .pass)
            let corrected = try await world.past(knownAt: world.databaseClock().description)
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: world.otherOfficer))
            func findings(_ standpoint: Standpoint) async throws -> JSONValue {
                let card = try await world.registry.inspection("I-2026-0001", world.officer, from: standpoint).json
                let held = (card["findings"]?.items ?? []).filter { $0["criterion"] == "J" }
                let results = held.map { $0["result"] ?? .null }
                return .array(
                    results + [.integer(card["corrections"]?.items?.count ?? 0), .bool(card["voided"] != .null)])
            }
            #expect(try await findings(found) == ["fail", 0, false])
            #expect(try await findings(corrected) == ["pass", 1, false])
            #expect(try await findings(.now) == ["pass", 1, true])
        }
    }
}
