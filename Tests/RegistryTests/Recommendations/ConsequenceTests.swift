import FoundationEssentials
import Policy
import Records
import Testing

@testable import Registry

/// What rested on a violation that is set aside, and what it would be now.
struct ConsequenceTests {
    @Test func `revoking an action lists the later steps that counted what it had established`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            let first = try await world.proposed()
            _ = try await world.registry.issueAction(first, Call(by: world.reviewer, expectedVersion: 2))
            let second = try await world.inspectNow(2)
            #expect(second["recommendation"]?["measure"] == "closure")
            try await world.follow("C-2026-0001")
            let later = try await world.propose("C-2026-0001")
            let before = try await world.consequences("I-2026-0001")
            #expect(before.count == 1)
            #expect(before[0]["changes"] == false)

            let revoked = try await world.registry.revokeAction(
                first, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            let listed = revoked["consequences"]?.items ?? []
            #expect(listed.count == 1)
            #expect(listed.first?["case"] == "C-2026-0001")
            #expect(listed.first?["inspection"] == "I-2026-0002")
            #expect(listed.first?["measureText"] == "closure for 6 months")
            #expect(listed.first?["measureNowText"] == "closure for 3 months")
            #expect(listed.first?["changes"] == true)
            #expect(listed.first?["caseStatus"] == "open")
            #expect(listed.first?["decision"]?["choice"] == "follow")
            #expect(
                listed.first?["actions"] == [["reference": .string(later), "kind": "closure", "status": "proposed"]])
            #expect(try await world.consequences("I-2026-0001") == listed)
            #expect(try await world.consequences("I-2026-0001", criterion: "A") == [])
            #expect(try await world.consequences("I-2026-0002") == [])
        }
    }

    @Test func `what rests on a revoked action stands in today until the rules are asked again`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            let first = try await world.proposed()
            _ = try await world.registry.issueAction(first, Call(by: world.reviewer, expectedVersion: 2))
            try await world.close()
            _ = try await world.inspectNow(2)
            try await world.spare("C-2026-0002")
            try await world.close("C-2026-0002", by: world.otherOfficer)
            _ = try await world.revoke(first)
            try await world.askAgain()
            let due = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(
                due.filter { $0["what"] == "recompute" }.map {
                    [$0["reference"], $0["about"], $0["outlet"], $0["from"]]
                } == [
                    [
                        "C-2026-0001", "I-2026-0002 rests on A-2026-0001, which was revoked", .string(world.outlet),
                        "Rita Reviewer",
                    ]
                ])
            let listed = try await world.consequences("I-2026-0001")
            #expect(listed.map { $0["outlet"] } == [.string(world.outlet)])
            #expect(
                listed.map { $0["next"] } == [
                    [
                        "act": "recompute", "reference": "C-2026-0001", "role": "officer",
                        "inspection": "I-2026-0002",
                    ]
                ])
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer))
            #expect(try await !world.due(world.officer).contains { $0.hasPrefix("recompute") })
        }
    }

    @Test func `where no case of the outlet is open, what rests on a revoked action asks for one`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            let first = try await world.proposed()
            _ = try await world.registry.issueAction(first, Call(by: world.reviewer, expectedVersion: 2))
            try await world.close()
            _ = try await world.inspectNow(2)
            try await world.spare("C-2026-0002")
            try await world.close("C-2026-0002", by: world.otherOfficer)
            _ = try await world.revoke(first)
            try await world.close(version: 3)
            #expect(try await world.due(world.officer) == ["recompute C-2026-0002"])
            #expect(
                try await world.consequences("I-2026-0001").map { $0["next"] } == [
                    [
                        "act": "open_case", "reference": .string(world.outlet), "role": "officer",
                        "inspection": "I-2026-0002",
                    ]
                ])
        }
    }

    @Test func `what raised the class of a later violation is listed when it falls, and stands in today`() async throws
    {
        try await withWorld(packs: ["us/ca/8601"]) { world in
            try await world.failModerate(1, on: "2026-09-01")
            let fine = NewDecision(
                choice: .depart, measure: .fine, reasons: "The source names no amount; this is usual.")
            _ = try await world.registry.decide(in: "C-2026-0001", fine, Call(by: world.officer))
            let content = ActionContent(amount: Amount(minorUnits: 50_000, currency: "USD"), text: "A fine is imposed.")
            let action =
                try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
                .json["reference"]?.text ?? ""
            _ = try await world.registry.proposeAction(action, Call(by: world.officer, expectedVersion: 1))
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            var later = NewInspection.sample(world.outlet, ["moderate_rule": .fail])
            later.startedAt = Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
            _ = try await world.registry.logInspection(World.id(2), later, Call(by: world.inspector))
            try await world.order(.suspension, from: "2026-12-01", until: "2026-12-31")
            _ = try await world.revoke(action)
            let listed = try await world.consequences("I-2026-0001")
            #expect(
                listed.map { [$0["inspection"], $0["measureText"], $0["measureNowText"]] } == [
                    [
                        "I-2026-0002", "suspension of the licence or withdrawal of the licence", "a person decides",
                    ]
                ])
            #expect(listed.map { $0["changes"] } == [true])
            let due = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(due.contains { $0["about"] == "I-2026-0002 rests on A-2026-0001, which was revoked" })
        }
    }

    @Test func `what no rules of its day know is not called without a failed finding`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            try await world.inspect(1)
            _ = try await world.registry.proposePackEnd(
                "1", PackEndProposal(endDay: .sample("2026-06-01"), reason: "The council has other plans."),
                Call(by: world.policy, expectedVersion: 4))
            _ = try await world.registry.confirmPackEnd("1", PackEnd(), Call(by: world.reviewer, expectedVersion: 5))
            let refusal = try await refusalOf {
                try await world.registry.recommendAgain(
                    in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            }
            #expect(
                refusal.message
                    == "No rules that governed on 2026-10-01 know what failed in inspection I-2026-0001: J.")
            #expect(
                refusal.hint
                    == "Depart from what was recommended before, with reasons, or have rules for that day activated.")
        }
    }

    @Test func `correcting a finding lists the later recommendations that counted the alleged violation`() async throws
    {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting(alleged: true))
            try await world.inspect(1, on: "2026-03-01")
            try await world.inspect(2, on: "2026-05-01")
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "J", result: .pass), reason: "The identity card was misread.")
            let corrected = try await world.registry.correctFinding(
                of: "I-2026-0001", correction, Call(by: world.inspector)
            ).json
            #expect(corrected["violations"]?[0]?["status"] == "set_aside")
            #expect(
                corrected["consequences"]?.items?.map { [$0["inspection"], $0["measureText"], $0["measureNowText"]] }
                    == [["I-2026-0002", "closure for 6 months", "closure for 3 months"]])
        }
    }

    @Test func `a recommendation that was replaced before anybody decided is left out`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting(alleged: true))
            try await world.inspect(1, on: "2026-03-01")
            try await world.inspect(2, on: "2026-05-01")
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer))
            #expect(try await world.consequences("I-2026-0001").map { $0["recommendation"] } == [3])
            let unknown = try await refusalOf { try await world.consequences("I-2026-0999") }
            #expect(unknown.message == "There is no inspection I-2026-0999.")
        }
    }
}

extension World {
    fileprivate func consequences(_ inspection: String, criterion: String? = nil) async throws -> [JSONValue] {
        try await registry.consequences(of: inspection, criterion: criterion, officer).json["items"]?.items ?? []
    }

    fileprivate func failModerate(_ number: Int, on day: String) async throws {
        let new = NewInspection.sample(outlet, ["moderate_rule": .fail], on: day)
        _ = try await registry.logInspection(Self.id(number), new, Call(by: inspector))
    }

    /// An inspection at this moment, in which J failed.
    fileprivate func inspectNow(_ number: Int) async throws -> JSONValue {
        var new = NewInspection.sample(outlet, ["J": .fail])
        new.startedAt = Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
        return try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
    }
}
