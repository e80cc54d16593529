import FoundationEssentials
import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What officers answer about gates and circumstances, and what the rules make of it.
struct GateAnswerTests {
    @Test func `the rules are asked again with the answer, and the trace says who gave it`() async throws {
        try await withNuisance { world in
            let waiting = try await world.card(1)
            #expect(waiting["personDecides"] == true)
            #expect(waiting["trace"]?["lines"]?[0]?["openGate"] == "structural_pattern")
            #expect(waiting["answers"] == [])

            let card = try await world.answer("structural_pattern", true).json
            #expect(card["id"] == 2)
            #expect(card["measure"] == "warning")
            let today = try await world.today()
            #expect(
                card["facts"]?["confirmations"] == [
                    [
                        "by": "Otto Officer", "criterion": "O", "gate": "structural_pattern", "holds": true,
                        "on": .string(today.description),
                    ]
                ])
            let gate = card["trace"]?["lines"]?[0]?["gates"]?[0]
            #expect([gate?["state"], gate?["by"], gate?["person"]] == ["confirmed", "person", "Otto Officer"])
            let explanation = (card["explanation"]?.items ?? []).compactMap(\.text)
            #expect(
                explanation.contains(
                    "A person has confirmed: the nuisance shows a more or less structural pattern; single incidents do not count."
                ))
            #expect(explanation.contains { $0.hasPrefix("Answered by Otto Officer on ") })
            let answers = card["answers"]?.items ?? []
            #expect(
                answers.map { [$0["gate"], $0["criterion"], $0["holds"], $0["reason"], $0["by"]] }
                    == [["structural_pattern", "O", true, "Seven reports in March.", "Otto Officer"]])
            #expect(try await world.card(1)["replacedBy"] == 2)
        }
    }

    @Test func `a later answer supersedes an earlier one, and both stay readable`() async throws {
        try await withNuisance { world in
            let no = try await world.answer("structural_pattern", false).json
            #expect(no["trace"]?["personDecides"] == false)
            #expect([no["measure"], no["personDecides"]] == ["none", false])
            #expect(no["explanation"]?[1] == "No measure is recommended: nothing was found that counts as a violation.")
            let yes = try await world.answer("structural_pattern", true, by: world.otherOfficer).json
            #expect(yes["measure"] == "warning")
            #expect(yes["answers"]?.items?.map { [$0["holds"], $0["by"]] } == [[true, "Olga Officer"]])
            #expect(try await world.count("registry.gate_answer") == 2)
            let stored = try await world.card(2)["trace"]?["lines"]?[0]?["gates"]?[0]
            #expect([stored?["state"], stored?["person"]] == ["denied", "Otto Officer"])
        }
    }

    @Test func `where the rules say that nothing follows, that is followed, and the case can be closed`() async throws {
        try await withNuisance { world in
            _ = try await world.answer("structural_pattern", false, by: world.otherOfficer)
            let other = try await refusalOf {
                try await world.registry.decide(
                    in: "C-2026-0001", NewDecision(choice: .follow, measure: .warning, reasons: nil),
                    Call(by: world.officer))
            }
            #expect(other.message == "The recommendation is no measure; warning would depart from it.")
            // Once eight weeks have gone by, today also asks for a look at what nobody has decided on.
            let due = try await world.registry.today(world.officer).json["items"]?.items?.filter {
                $0["what"] != "review"
            }
            #expect(
                due?.map { $0["about"] } == ["no measure: I-2026-0001 of 2026-10-01, unannounced, by nl/dordrecht/o"])
            let decision = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(choice: .follow, measure: nil, reasons: nil), Call(by: world.officer)
            ).json
            #expect([decision["choice"], decision["measure"]] == ["follow", "none"])
            #expect(decision["next"] == ["act": "close", "reference": "C-2026-0001", "role": "officer"])
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `an answer stays among the facts when the rules are asked again or another finding is corrected`()
        async throws
    {
        try await withNuisance { world in
            _ = try await world.answer("structural_pattern", true)
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json
            #expect(again["measure"] == "warning")
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "H", result: .fail), reason: "Seen again on the photographs.")
            _ = try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
            let gates = try await world.card(4)["trace"]?["lines"]?.items?.map { $0["gates"]?[0]?["state"] ?? "none" }
            #expect(gates == ["none", "confirmed"])
        }
    }

    @Test func `a circumstance is confirmed in the same way`() async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = try SamplePack.new {
                $0 + """

                    circumstances:
                      record: {name: {en: a clean record}, effect: {steps: -1}, source: arrangement}
                      grave: {name: {en: the buyer was under 16}, effect: {steps: 1}, source: arrangement}
                    """
            }
            text.examples = nil
            try await world.activate(text)
            try await world.inspect(1)
            let card = try await world.answer("grave", true).json
            #expect(card["trace"]?["measure"]?["text"] == "closure for 6 months")
            let circumstance = card["trace"]?["lines"]?[0]?["circumstances"]?[0]
            #expect([circumstance?["code"], circumstance?["person"]] == ["grave", "Otto Officer"])
            let back = try await world.answer("grave", false).json
            #expect(back["trace"]?["measure"]?["text"] == "closure for 3 months")
        }
    }

    @Test func `revoking what a later recommendation counted lists it with its answers kept`() async throws {
        try await withNuisance { world in
            _ = try await world.answer("structural_pattern", true)
            try await world.follow("C-2026-0001")
            let first = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(first, Call(by: world.reviewer, expectedVersion: 2))
            try await world.inspectNow(2)
            let second = try await world.answer("structural_pattern", true).json
            #expect(second["measure"] == "closure")
            let revoked = try await world.registry.revokeAction(
                first, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(
                revoked["consequences"]?.items?.map {
                    [$0["inspection"], $0["measure"], $0["measureNow"], $0["changes"]]
                } == [["I-2026-0002", "closure", "warning", true]])
        }
    }

    @Test func `whatever was answered, corrected and asked again, a replay comes out the same`() async throws {
        try await withWorld(packs: ["nl/dordrecht/o", "nl/leeuwarden/j"], outlets: 2) { world in
            var random = Draw(seed: 20_261_126)
            var (number, made) = (0, 0)
            for _ in 0..<30 {
                let outlet = world.outlets[random.next(2)]
                switch random.next(3) {
                case 0:
                    number += 1
                    let day = "2026-\(["03", "06", "09"][random.next(3)])-\(10 + random.next(15))"
                    let failed = [["O"], ["J"], ["J", "O"]][random.next(3)]
                    try await world.inspect(number, failed: failed, on: day, at: outlet)
                case 1 where number > 0:
                    let file = "C-2026-000\(1 + random.next(2))"
                    let answer = NewGateAnswer(
                        gate: "structural_pattern", holds: random.next(3) > 0, reason: "As the file shows.")
                    made += try await world.tried {
                        try await world.registry.answerGate(in: file, answer, Call(by: world.officer))
                    }
                default:
                    let file = "C-2026-000\(1 + random.next(2))"
                    made += try await world.tried {
                        try await world.registry.recommendAgain(
                            in: file, inspection: "I-2026-000\(1 + random.next(9))", Call(by: world.officer))
                    }
                }
            }
            #expect(made > 5)
            let all = try await world.count("registry.recommendation")
            #expect(try await world.replayedLines() == ["\(all) replayed, 0 differing"])
        }
    }

    /// A world under Dordrecht's ladder for nuisance, with one inspection in which O failed.
    private func withNuisance(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: ["nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["O"])
            try await body(world)
        }
    }
}

/// Numbers that look drawn and are the same in every run.
private struct Draw {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// One of 0 ..< `count`.
    mutating func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}

extension World {
    fileprivate func card(_ number: Int) async throws -> JSONValue {
        try await registry.recommendation(number, language: .english, officer).json
    }

    fileprivate func answer(_ gate: String, _ holds: Bool, by officer: Actor? = nil) async throws -> Answer {
        try await registry.answerGate(
            in: "C-2026-0001", NewGateAnswer(gate: gate, holds: holds, reason: "Seven reports in March."),
            Call(by: officer ?? self.officer))
    }

    fileprivate func today() async throws -> LocalDate {
        try await test.admin.read { try $0.one("SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date") }
    }

    /// An inspection at this moment, in which O failed.
    fileprivate func inspectNow(_ number: Int) async throws {
        var new = NewInspection.sample(outlet, ["O": .fail])
        new.startedAt = Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
        _ = try await registry.logInspection(Self.id(number), new, Call(by: inspector))
    }

    /// 1 when it was done, 0 when it was refused.
    fileprivate func tried(_ act: () async throws -> Answer) async throws -> Int {
        do {
            _ = try await act()
            return 1
        } catch is Refusal {
            return 0
        }
    }
}
