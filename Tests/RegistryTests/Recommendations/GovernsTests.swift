import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Which version of a pack judges a violation when the rules have changed since, by the pack's own choice.
///
/// The violation is of 2026-10-01. Version 1, from 2020, closes for 3 months; version 2, from 2026-10-15, for 1 month.
struct GovernsTests {
    @Test(arguments: [
        Case("day_of_violation", milder: "does_not_apply", "1: closure for 3 months, day_of_violation"),
        Case("day_of_violation", milder: "applies", "2: closure for 1 month, milder_later"),
        Case("day_of_decision", milder: "does_not_apply", "2: closure for 1 month, day_of_decision"),
        Case("unknown", milder: "unknown", "2: a person decides, milder_later"),
    ])
    func `the later version says which one judges`(_ one: Case) async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try .version(1, "3 months", "day_of_decision", milder: "applies"))
            try await world.activate(try .version(2, "1 month", one.rulesOf, milder: one.milder), from: "2026-10-15")
            try await world.inspect(1)
            #expect(try await world.judged(1) == one.outcome)
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            #expect(try await world.judged(2) == one.outcome)
            #expect(try await world.replayedLines() == ["2 replayed, 0 differing"])
        }
    }

    @Test func `the facts name the versions that come into question, and the row the hash of the one that judged`()
        async throws
    {
        try await withWorld(packs: []) { world in
            try await world.activate(try .version(1, "3 months", "day_of_violation", milder: "applies"))
            try await world.activate(
                try .version(2, "1 month", "day_of_violation", milder: "applies"), from: "2026-10-15")
            try await world.inspect(1)
            let packs = try await world.registry.policyPacks(PackQuery(), world.officer).json["items"]?.items ?? []
            func sha256(_ version: JSONValue) -> JSONValue? { packs.first { $0["version"] == version }?["sha256"] }
            let card = try await world.registry.recommendation(1, language: .english, world.officer).json
            #expect(
                card["facts"]?["versions"]?.items == [
                    ["version": "1", "sha256": sha256("1") ?? .null, "from": "2020-01-01"],
                    ["version": "2", "sha256": sha256("2") ?? .null, "from": "2026-10-15"],
                ])
            #expect(card["packVersion"] == "2")
            #expect(card["packSha256"] == sha256("2"))
            #expect(card["explanation"]?[1] == "This later version is taken, because it is milder.")
        }
    }

    @Test func `while the rules are those of the day, no other version is asked, and nothing is said about it`()
        async throws
    {
        try await withWorld(packs: []) { world in
            try await world.activate(try .version(1, "3 months", "day_of_violation", milder: "applies"))
            try await world.activate(
                try .version(2, "1 month", "day_of_violation", milder: "applies"), from: "2099-01-01")
            try await world.inspect(1)
            let card = try await world.registry.recommendation(1, language: .english, world.officer).json
            #expect(card["facts"]?["versions"] == nil)
            #expect(card["facts"]?["decidedOn"] == nil)
            #expect(card["trace"]?["version"] == nil)
            #expect(card["packVersion"] == "1")
        }
    }

    @Test func `a replay finds the text of a version that did not judge but was compared`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try .version(1, "3 months", "day_of_violation", milder: "applies"))
            try await world.activate(
                try .version(2, "1 month", "day_of_violation", milder: "applies"), from: "2026-10-15")
            try await world.inspect(1)
            try await world.swap("source_text", "replace(source_text, '3 months', '4 months')")
            #expect(
                try await world.replayedLines().first?.hasPrefix(
                    "1 pack_text_altered: The text of policy pack nl/town/j 1 in the database was altered.") == true)
        }
    }

    @Test func `what a recommendation would be now is asked of the same versions`() async throws {
        try await withWorld(packs: []) { world in
            let looking: (Int, String) throws -> PackText = { version, length in
                try .version(version, length, "day_of_violation", milder: "applies", alleged: true)
            }
            try await world.activate(try looking(1, "3 months"))
            try await world.activate(try looking(2, "1 month"), from: "2026-10-15")
            try await world.inspect(1, on: "2026-09-01")
            try await world.inspect(2)
            #expect(try await world.judged(2) == "1: closure for 6 months, day_of_violation")
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "J", result: .pass), reason: "The identity card was misread.")
            let corrected = try await world.registry.correctFinding(
                of: "I-2026-0001", correction, Call(by: world.inspector)
            ).json
            #expect(
                corrected["consequences"]?.items?.map { [$0["measureText"], $0["measureNowText"]] }
                    == [["closure for 6 months", "closure for 1 month"]])
        }
    }

    /// What the later version declares, and what comes out: `VERSION: MEASURE, REASON`.
    struct Case: Sendable, CustomTestStringConvertible {
        let rulesOf, milder, outcome: String

        init(_ rulesOf: String, milder: String, _ outcome: String) {
            (self.rulesOf, self.milder, self.outcome) = (rulesOf, milder, outcome)
        }

        var testDescription: String { "\(rulesOf), \(milder): \(outcome)" }
    }
}

extension PackText {
    /// A version of `nl/town/j` whose first step closes for `length`.
    fileprivate static func version(
        _ version: Int, _ length: String, _ rulesOf: String, milder: String, alleged: Bool = false
    ) throws -> PackText {
        var text = try SamplePack.counting(alleged: alleged)
        text.text = text.text
            .replacing("version: \"1\"\n", with: "version: \"\(version)\"\n")
            .replacing(
                "governs: {rules_of: unknown, milder_later: unknown, look_back_of: unknown,",
                with: "governs: {rules_of: \(rulesOf), milder_later: \(milder), look_back_of: governing_version,"
            )
            // Measures are compared by an order that the pack states.
            .replacing("combination:\n", with: "combination:\n  mild_to_heavy: [closure, withdrawal]\n")
            .replacing("length: 3 months}", with: "length: \(length)}")
        text.examples = text.examples?.replacing("closure for 3 months", with: "closure for \(length)")
        return text
    }
}

extension World {
    /// `VERSION: MEASURE, REASON` of a recommendation.
    fileprivate func judged(_ number: Int) async throws -> String {
        let card = try await registry.recommendation(number, language: .english, officer).json
        let measure =
            card["personDecides"]?.truth == true ? "a person decides" : card["trace"]?["measure"]?["text"]?.text
        return "\(card["packVersion"]?.text ?? ""): \(measure ?? "nothing"), "
            + (card["trace"]?["version"]?["reason"]?.text ?? "no word about versions")
    }
}
