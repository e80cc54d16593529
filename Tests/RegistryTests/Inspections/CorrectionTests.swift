import Records
import Testing

@testable import Registry

@Suite struct CorrectionTests {
    @Test func `from fail to pass the alleged violation is set aside with the reason`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let answer = try await correct("J", .pass, world)
            #expect(answer.status == 201)
            let json = try answer.json
            #expect(
                json["findings"]?[4] == [
                    "conduct": [], "corrected": true, "criterion": "J", "note": nil, "result": "pass", "unit": nil,
                    "value": nil,
                ])
            #expect(json["violations"]?[0]?["status"] == "set_aside")
            #expect(json["violations"]?[0]?["reason"] == "The identity card was misread.")
            #expect(json["corrections"]?[0]?["by"] == "Ilse Inspector")
            #expect(
                json["corrections"]?[0]?["was"] == [
                    "conduct": [], "note": nil, "result": "fail", "unit": nil, "value": nil,
                ])
            let events = try await world.registry.timeline(world.outlet, world.officer).json["items"]?.items ?? []
            #expect(
                events.filter { $0["what"] == "correct" }.map {
                    [$0["object"], $0["reference"], $0["was"], $0["became"], $0["by"], $0["reason"]]
                } == [
                    ["finding", "I-2026-0001 J", "fail", "pass", "Ilse Inspector", "The identity card was misread."]
                ])
            let card = try await world.registry.outlet(world.outlet, world.officer).json
            #expect(card["lastInspections"]?[0]?["failed"] == [])
            let advice = try await world.registry.recommendation(1, language: .english, world.officer).json
            #expect(advice["stands"] == false)
            let nothing = try await refusalOf {
                try await world.registry.recommendAgain(
                    in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            }
            #expect(
                nothing.message
                    == "No finding of inspection I-2026-0001 stands as failed, so there is nothing to recommend.")
            #expect(nothing.hint == "Close the case when nothing else is open in it.")
            let due = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(
                due.map { [$0["what"], $0["reference"], $0["about"]] } == [
                    ["close", "C-2026-0001", "nothing is pending"]
                ])
        }
    }

    @Test func `from pass to fail a violation is alleged and the packs are asked again`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: [])
            let json = try await correct("H", .fail, world).json
            #expect(json["violations"]?[0]?["criterion"] == "H")
            #expect(json["violations"]?[0]?["status"] == "alleged")
            #expect(json["recommendations"]?[0]?["case"] == "C-2026-0001")
        }
    }

    @Test func `an established violation is not corrected away`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let found = try await refusalOf { try await correct("J", .pass, world) }
            #expect(found.kind == .notPossibleNow)
            #expect(found.message.hasPrefix("The violation of J in inspection I-2026-0001 was established on 2"))
            #expect(found.message.hasSuffix(" by action A-2026-0001; a correction does not undo that."))
            #expect(found.hint == "Have a reviewer revoke action A-2026-0001, then correct the finding.")
            #expect(try await world.count("registry.correction") == 0)
        }
    }

    @Test func `a correction that changes nothing, or names no criterion, is refused`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let same = try await refusalOf { try await correct("J", .fail, world) }
            #expect(same.message == "Criterion J of inspection I-2026-0001 is recorded as fail already.")
            #expect(same.hint == "Look at the inspection; its findings are listed there.")
            let unknown = try await refusalOf { try await correct("X", .fail, world) }
            #expect(
                unknown.problems == [
                    FieldProblem(
                        "/criterion", "unknown_criterion",
                        "Pack nl/amsterdam/two-step has no criterion \"X\". Use one of A, H, O, J, G, I.")
                ])
        }
    }

    @Test func `where nobody was let in there is nothing to correct`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, [:])
            new.outcome = .refused
            _ = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            let found = try await refusalOf { try await correct("J", .fail, world) }
            #expect(
                found.message == "Inspection I-2026-0001 had no access (refused), so there is no finding to correct.")
            #expect(found.hint == "Log another inspection.")
        }
    }

    private func correct(_ criterion: String, _ result: FindingResult, _ world: World) async throws -> Answer {
        let correction = InspectionCorrection(
            finding: NewFinding(criterion: criterion, result: result), reason: "The identity card was misread.")
        return try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
    }
}
