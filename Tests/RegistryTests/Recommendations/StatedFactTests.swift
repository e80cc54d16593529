import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Facts that only a person can state, and what the rules make of them.
struct StatedFactTests {
    @Test func `the made-up pack passes the check`() async throws {
        let report = try PackShelf.installed().read(StatingPack.text, on: []).report()
        #expect(report.problems.map(\.text) == [])
    }

    @Test func `a figure is stated, the amount follows, and who stated it is told`() async throws {
        try await withStating(["worth"]) { world in
            let waiting = try await world.card(1)
            #expect(waiting["personDecides"] == true)
            #expect(waiting["needs"] == [["name": "retail_value", "values": []]])
            #expect(waiting["stated"] == [])

            let card = try await world.state("retail_value", "EUR 600.50").json
            #expect([card["id"], card["measure"], card["personDecides"]] == [2, "fine", false])
            #expect(card["trace"]?["measure"]?["text"] == "a fine of EUR 1,201")
            #expect(card["facts"]?["figures"] == ["retail_value": 60_050])
            #expect(card["needs"] == [])
            #expect(
                card["stated"]?.items?.map {
                    [$0["kind"], $0["name"], $0["criterion"], $0["value"], $0["reason"], $0["by"]]
                }
                    == [["figure", "retail_value", .null, "EUR 600.50", "As the file shows.", "Otto Officer"]])
            #expect(card["recomputed"]?.items?.map { [$0["id"], $0["replaces"]?["id"]] } == [[2, 1]])
            let today = try await world.localToday()
            for (language, start) in [
                (Policy.Language.english, "Stated by Otto Officer on "), (.dutch, "Opgegeven door Otto Officer op "),
                (.german, "Angegeben von Otto Officer am "),
            ] {
                let told = try await world.registry.recommendation(2, language: language, world.officer).json
                #expect(
                    told["explanation"]?.items?.last?.text
                        == "\(start)\(Words.of(today, language)): retail_value: EUR 600.50.")
            }
            // What was recommended before knew nothing of it.
            #expect(try await world.card(1)["stated"] == [])
        }
    }

    @Test func `a fact that is stated anew supersedes the earlier one, and both stay`() async throws {
        try await withStating(["size"]) { world in
            #expect(try await world.state("tier", "small").json["trace"]?["measure"]?["text"] == "a fine of EUR 100")
            let large = try await world.state("tier", "large", by: world.otherOfficer).json
            #expect(large["trace"]?["measure"]?["text"] == "a fine of EUR 300")
            #expect(large["facts"]?["attributes"]?["tier"] == "large")
            #expect(try await world.card(2)["stated"]?[0]?["value"] == "small")
            #expect(try await world.count("registry.stated_fact") == 2)
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json
            #expect(again["trace"]?["measure"]?["text"] == "a fine of EUR 300")
        }
    }

    @Test func `a type in the words of the pack is stated where the kind of the outlet is none of them`() async throws {
        try await withStating(["door"]) { world in
            #expect(try await world.card(1)["needs"] == [["name": "type", "values": []]])
            let card = try await world.state("type", "kiosk").json
            #expect(card["trace"]?["measure"]?["text"] == "a fine of EUR 150")
            #expect(card["facts"]?["attributes"] == ["type": "kiosk"])
            #expect(card["outdated"] == [])
        }
    }

    @Test func `an offer that is declined gives way to the measure`() async throws {
        try await withStating(["sign"]) { world in
            let offered = try await world.card(1)
            #expect(offered["measure"] == "conversation")
            #expect(offered["needs"] == [["name": "talk", "values": ["accepted", "declined"]]])
            let accepted = try await world.state("talk", "accepted").json
            #expect([accepted["measure"], accepted["needs"]] == ["conversation", []])
            let declined = try await world.state("talk", "declined").json
            #expect(declined["trace"]?["measure"]?["text"] == "a fine of EUR 50")
            #expect(declined["facts"]?["offers"] == [["offer": "talk", "answer": "declined"]])
        }
    }

    @Test func `a violation that goes on is stated with its days, of the criterion that failed`() async throws {
        try await withStating(["long", "size"]) { world in
            let card = try await world.state("days", "3", of: "long").json
            let findings = (card["facts"]?["findings"]?.items ?? []).filter { $0["result"] == "fail" }
            #expect(findings.map { [$0["criterion"], $0["days"]] } == [["long", 3], ["size", nil]])
            #expect(card["stated"]?[0]?["criterion"] == "long")
            let full = try await world.state("tier", "small").json
            #expect(
                full["trace"]?["options"]?[0]?["measures"]?.items?.map { $0["text"] }
                    == ["a fine of EUR 100", "a fine of EUR 225"])
        }
    }

    @Test func `days are a fact of the inspection, so every pack is asked again`() async throws {
        try await withStating(["long"]) { world in
            var own = StatingPack.text
            own.text = own.text.replacing("pack: nl/town/j\n", with: "pack: nl/town/k\n")
            try await world.activate(own, beside: "The town tries its own text first.")
            try await world.fail(2, ["long"], on: "2026-10-02")
            let card = try await world.state("days", "4", to: 2).json
            #expect(
                card["recomputed"]?.items?.map { [$0["pack"], $0["text"]] } == [
                    ["nl/town/j", "a fine of EUR 300"], ["nl/town/k", "a fine of EUR 300"],
                ])
        }
    }

    @Test func `an individual climbs a ladder of its own, on what was held against the same person`() async throws {
        try await withStating(["staff"], on: "2026-09-01") { world in
            let (anna, ben) = (try await world.person("Anna"), try await world.person("Ben"))
            #expect(try await world.card(1)["measure"] == "conversation")
            let first = try await world.state("individual", anna.lowercased()).json
            #expect(first["measure"] == "warning")
            #expect(first["facts"]?["individual"]?.text == anna)
            try await world.order(.warning)
            try await world.warned(on: "2026-09-10")

            try await world.fail(2, ["staff"], on: "2026-10-01")
            let other = try await world.state("individual", ben).json
            #expect(other["measure"] == "warning")
            #expect(other["facts"]?["history"]?[0]?["individual"]?.text == anna)
            let same = try await world.state("individual", anna).json
            #expect(same["trace"]?["measure"]?["text"] == "a fine of EUR 200")
            let nobody = try await world.state("individual", "none").json
            #expect([nobody["measure"], nobody["facts"]?["individual"]] == ["conversation", nil])
            #expect(try await world.replayedLines().last?.contains("0 differing") == true)
        }
    }

    @Test func `where the only ladder is for individuals, the recommendation waits for one`() async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = StatingPack.text
            text.text = text.text.replacing(/[ ]{2}shop:\n(?:.*\n)*?(?=offers:)/, with: "")
            text.examples = nil
            try await world.activate(text)
            try await world.fail(1, ["staff"], on: "2026-10-01")
            let waiting = try await world.card(1)
            #expect(waiting["personDecides"] == true)
            #expect(waiting["needs"] == [["name": "individual", "values": []]])
            let anna = try await world.person("Anna")
            #expect(try await world.state("individual", anna).json["measure"] == "warning")
        }
    }

    @Test func `a back-test knows what was stated by then, as a recommendation does`() async throws {
        try await withStating(["staff", "worth", "sign", "size", "door", "long"], on: "2026-09-01") { world in
            let anna = try await world.person("Anna")
            for (name, value) in [
                ("retail_value", "EUR 600"), ("tier", "small"), ("type", "kiosk"), ("talk", "declined"),
                ("individual", anna), ("tier", "large"),
            ] { _ = try await world.state(name, value) }
            _ = try await world.state("days", "3", of: "long")
            try await world.fail(2, ["staff"], on: "2026-10-01")
            _ = try await world.state("individual", anna, to: try await world.newest())
            for name in ["I-2026-0001", "I-2026-0002"] {
                #expect(try await world.facts(name) == world.factsAskedAgain(name))
            }
            let facts = try #require(try await world.facts("I-2026-0001"))
            #expect(facts.figures == ["retail_value": 60_000])
            #expect(facts.attributes == ["tier": "large", "type": "kiosk"])
            #expect(facts.individual == anna)
            #expect(try await world.facts("I-2026-0002")?.history.first?.individual == anna)
            let day = try await world.localToday()
            let yesterday = try #require(LocalDate(daysSince1970: day.daysSince1970 - 1))
            try await world.recordedEarlier()
            let then = try #require(try await world.facts("I-2026-0001", knownOn: yesterday.description))
            #expect([then.figures == nil, then.offers == nil, then.individual == nil] == [true, true, true])
        }
    }

    @Test func `what a person stated is among what that person answered, for whoever closes the case`() async throws {
        try await withStating(["sign"]) { world in
            var own = StatingPack.text
            own.text = own.text.replacing("declined: measure_follows", with: "declined: nothing")
                .replacing("pack: nl/town/j\n", with: "pack: nl/town/k\n")
            own.examples = nil
            try await world.activate(own, beside: "The town tries its own text first.")
            try await world.fail(2, ["sign"], on: "2026-10-02")
            let number = try await world.newest()
            let none = try await world.state("talk", "declined", to: number).json
            #expect(none["measure"] == "none")
            let answered = try await world.test.admin.read { db -> String? in
                try db.one(
                    """
                    SELECT registry.own_answers(\(world.officer.jurisdiction)::integer, \(number + 1)::bigint,
                        \(world.officer.person)::bigint)
                    """)
            }
            #expect(answered == "talk")
        }
    }
}

/// A world under the made-up pack, with one inspection in which these failed.
func withStating(
    _ failed: [String], on day: String = "2026-10-01", _ body: @escaping @Sendable (World) async throws -> Void
) async throws {
    try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
        try await world.activate(StatingPack.text)
        try await world.fail(1, failed, on: day)
        try await body(world)
    }
}

extension World {
    func fail(_ number: Int, _ failed: [String], on day: String) async throws {
        let results = Dictionary(uniqueKeysWithValues: failed.map { ($0, FindingResult.fail) })
        _ = try await registry.logInspection(
            Self.id(number), NewInspection.sample(outlet, results, on: day), Call(by: inspector))
    }

    @discardableResult
    func state(
        _ name: String, _ value: String, of criterion: String? = nil, to recommendation: Int? = nil,
        in caseFile: String = "C-2026-0001", by officer: Actor? = nil
    ) async throws -> Answer {
        let new = NewStatedFact(
            recommendation: recommendation, name: name, value: value, criterion: criterion, reason: "As the file shows."
        )
        return try await registry.stateFact(in: caseFile, new, Call(by: officer ?? self.officer))
    }

    /// Registers a natural person and gives the reference.
    func person(_ name: String) async throws -> String {
        try await registry.registerParty(NewParty(kind: .natural, name: name), Call(by: officer)).text("reference")
            ?? ""
    }

    fileprivate func card(_ number: Int) async throws -> JSONValue {
        try await registry.recommendation(number, language: .english, officer).json
    }

    /// Number of the newest recommendation.
    fileprivate func newest() async throws -> Int {
        try await test.admin.read { try $0.one("SELECT max(id) FROM registry.recommendation") }
    }

    fileprivate func localToday() async throws -> LocalDate {
        try await test.admin.read { try $0.one("SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date") }
    }

    /// As if the inspections had been recorded two days before, past the guards.
    fileprivate func recordedEarlier() async throws {
        _ = try await test.admin.write { db in
            try db.execute("ALTER TABLE registry.inspection DISABLE TRIGGER USER")
            try db.execute("UPDATE registry.inspection SET recorded_at = recorded_at - interval '2 days'")
        }
    }
}
