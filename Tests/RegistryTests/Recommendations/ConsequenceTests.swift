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

    /// An inspection at this moment, in which J failed.
    fileprivate func inspectNow(_ number: Int) async throws -> JSONValue {
        var new = NewInspection.sample(outlet, ["J": .fail])
        new.startedAt = Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
        return try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
    }
}
