import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Rules with rewards are told when somebody looked, and no other rules are.
struct RewardFactsTests {
    @Test func `an inspection in which something was checked lets a reward be earned, one that was voided does not`()
        async throws
    {
        try await withRewards { world in
            try await world.inspect(1, on: "2026-07-01")
            // Nothing was checked, and the day itself is not before it.
            try await world.visit(2, ["J": .notChecked], on: "2026-09-10")
            try await world.inspect(3, on: "2026-10-01")
            try await world.visit(4, ["J": .pass], on: "2026-10-01")
            #expect(try await world.told(2).inspections == [.sample("2026-07-01")])
            #expect(try await world.outcome(2) == "closure for 6 months")
            #expect(
                try await world.text(2).contains(
                    "Not earned: a calm month. No violation was established in the 1 month before this day, but there was no "
                        + "inspection of the 1 that is needed."))
            #expect(try await world.changes(2) == [])

            try await world.visit(5, ["J": .pass], on: "2026-09-15")
            #expect(
                try await world.changes(2) == [
                    "the inspection of 2026-09-15 was not known, and a reward may rest on it"
                ])
            let earned = try await world.askedAgain()
            #expect(try await world.outcome(earned) == "closure for 3 months")
            #expect(
                try await world.text(earned).contains(
                    "Earned by complying: a calm month (no established violation in 1 month, 1 inspection of the 1 that is "
                        + "needed); 1 step down, though no lower than the first."))
            #expect(try await world.changes(earned) == [])

            _ = try await world.registry.voidInspection(
                "I-2026-0005", InspectionVoiding(reason: "The wrong outlet was typed."), Call(by: world.otherOfficer))
            #expect(
                try await world.changes(earned) == [
                    "the inspection of 2026-09-15 counts for no reward any more: it was voided, or nothing in it was checked"
                ])
            _ = try await world.registry.correctFinding(
                of: "I-2026-0002",
                InspectionCorrection(
                    finding: NewFinding(criterion: "J", result: .pass), reason: "It was checked after all."),
                Call(by: world.inspector))
            let again = try await world.askedAgain()
            #expect(try await world.told(again).inspections == [.sample("2026-07-01"), .sample("2026-09-10")])
            #expect(try await world.outcome(again) == "closure for 3 months")
            #expect(try await world.replayedLines() == ["4 replayed, 0 differing"])
        }
    }

    @Test func `a back-test is told the same, as it was known on the day asked`() async throws {
        try await withRewards { world in
            try await world.visit(1, ["J": .pass], on: "2026-07-01")
            try await world.visit(2, ["J": .notChecked], on: "2026-09-10")
            try await world.visit(3, ["J": .pass], on: "2026-09-15")
            try await world.inspect(4, on: "2026-10-01")
            let known = try #require(try await world.facts("I-2026-0004"))
            #expect(known.inspections == [.sample("2026-07-01"), .sample("2026-09-15")])
            #expect(try await known == world.factsAskedAgain("I-2026-0004"))
            _ = try await world.registry.voidInspection(
                "I-2026-0003", InspectionVoiding(reason: "The wrong outlet was typed."), Call(by: world.otherOfficer))
            _ = try await world.registry.correctFinding(
                of: "I-2026-0002",
                InspectionCorrection(
                    finding: NewFinding(criterion: "J", result: .pass), reason: "It was checked after all."),
                Call(by: world.inspector))
            #expect(try await world.facts("I-2026-0004") == world.factsAskedAgain("I-2026-0004"))
            try await world.setClocks()
            var told: [[String]] = []
            for day in ["2026-10-02", "2026-10-03", "2026-10-20", "2026-10-25"] {
                told.append((try await world.facts("I-2026-0004", knownOn: day)?.inspections ?? []).map(\.description))
            }
            #expect(
                told == [
                    ["2026-07-01"], ["2026-07-01", "2026-09-15"], ["2026-07-01", "2026-09-10", "2026-09-15"],
                    ["2026-07-01", "2026-09-10"],
                ])
        }
    }

    @Test func `rules without rewards are told nothing of it`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-07-01")
            try await world.inspect(2)
            #expect(try await world.told(2).inspections == nil)
        }
    }

    /// Leeuwarden's ladder, with a step down for a month without an established violation in which somebody looked.
    private func withRewards(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = try SamplePack.counting(alleged: true)
            text.text += """

                rewards:
                  calm: {name: {en: a calm month}, compliant_for: 1 month, inspections: 1, steps_down: 1, source: arrangement}

                """
            text.examples = nil
            try await world.activate(text)
            try await body(world)
        }
    }
}

extension World {
    fileprivate func visit(_ number: Int, _ results: [String: FindingResult], on day: String) async throws {
        let new = NewInspection.sample(outlet, results, on: day)
        _ = try await registry.logInspection(Self.id(number), new, Call(by: inspector))
    }

    private func card(_ recommendation: Int) async throws -> JSONValue {
        try await registry.recommendation(recommendation, language: .english, officer).json
    }

    fileprivate func told(_ recommendation: Int) async throws -> Facts {
        let text: String = try await test.admin.read { db in
            try db.one("SELECT facts FROM registry.recommendation WHERE id = \(recommendation)")
        }
        return try StableJSON.value(Facts.self, text)
    }

    fileprivate func outcome(_ recommendation: Int) async throws -> String? {
        try await card(recommendation)["trace"]?["measure"]?["text"]?.text
    }

    fileprivate func text(_ recommendation: Int) async throws -> [String] {
        try await card(recommendation)["explanation"]?.items?.compactMap(\.text) ?? []
    }

    fileprivate func changes(_ recommendation: Int) async throws -> [String] {
        try await card(recommendation)["outdated"]?.items?.compactMap(\.text) ?? ["?"]
    }

    /// The rules are asked again about the third inspection; gives the number of what they say.
    fileprivate func askedAgain() async throws -> Int {
        let again = try await registry.recommendAgain(
            in: "C-2026-0001", inspection: "I-2026-0003", Call(by: officer))
        return try #require(try again.json["id"]?.wholeNumber)
    }

    /// The third inspection was recorded on 3 October and voided on the 25th, the finding of the second corrected on the 20th.
    fileprivate func setClocks() async throws {
        _ = try await test.admin.write { db in
            for table: StaticString in ["violation", "inspection", "history", "outlet", "voiding", "correction"] {
                try db.execute("ALTER TABLE registry.\(literal: table) DISABLE TRIGGER USER")
            }
            try db.execute(
                """
                UPDATE registry.inspection SET recorded_at = CASE reference
                    WHEN 'I-2026-0003' THEN '2026-10-03 12:00+00' ELSE '2026-10-02 12:00+00' END::timestamptz
                """)
            try db.execute("UPDATE registry.voiding SET recorded_at = '2026-10-25 12:00+00'")
            try db.execute("UPDATE registry.correction SET recorded_at = '2026-10-20 12:00+00'")
            try db.execute("UPDATE registry.history SET changed_at = '2026-10-02 12:00+00'")
            try db.execute("UPDATE registry.violation SET changed_at = '2026-10-02 12:00+00'")
            try db.execute("UPDATE registry.outlet SET changed_at = '2026-10-02 12:00+00'")
        }
    }
}
