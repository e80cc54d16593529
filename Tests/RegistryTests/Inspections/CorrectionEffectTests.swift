import Records
import Testing

@testable import Registry

/// What a correction says it has done, and which case it opens.
struct CorrectionEffectTests {
    @Test func `the last finding that falls leaves the recommendation moot and the case to close`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let answer = try await world.correct("J", .pass)
            #expect(
                answer["effects"] == [
                    "alleged": [], "setAside": ["J"], "recommended": [],
                    "moot": [["id": 1, "pack": "nl/amsterdam/two-step"]], "case": "C-2026-0001", "opened": false,
                    "caseStands": false, "toWithdraw": [],
                ])
            #expect(answer["next"]?["act"] == "close")
            #expect(answer["next"]?["reference"] == "C-2026-0001")
        }
    }

    @Test func `a finding that fails after all is alleged, and the new recommendation replaces the older one`()
        async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let answer = try await world.correct("H", .fail)
            #expect(
                answer["effects"] == [
                    "alleged": ["H"], "setAside": [],
                    "recommended": [
                        [
                            "id": 2, "pack": "nl/amsterdam/two-step", "measure": "warning", "personDecides": false,
                            "replaces": 1,
                        ]
                    ],
                    "moot": [], "case": "C-2026-0001", "opened": false, "caseStands": true, "toWithdraw": [],
                ])
            #expect(answer["next"] == ["act": "decide", "reference": "C-2026-0001", "role": "officer"])
        }
    }

    @Test func `what changes no result has no effect`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let answer = try await world.correct("O", .pass)
            #expect(
                answer["effects"] == [
                    "alleged": [], "setAside": [], "recommended": [], "moot": [], "case": nil, "opened": false,
                    "caseStands": nil, "toWithdraw": [],
                ])
            #expect(answer["next"] == .null)
        }
    }

    @Test func `another measured value asks the rules again, since they and the letter would name the old one`()
        async throws
    {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, ["J": .pass], on: "2026-10-01")
            new.findings.append(NewFinding(criterion: "G", result: .fail, value: 6.2, unit: "g"))
            _ = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            func correct(_ value: Double) async throws -> JSONValue {
                let finding = NewFinding(criterion: "G", result: .fail, value: value, unit: "g")
                return try await world.registry.correctFinding(
                    of: "I-2026-0001",
                    InspectionCorrection(finding: finding, reason: "The balance was read wrongly."),
                    Call(by: world.inspector)
                ).json
            }
            let more = try await correct(7.5)
            #expect(more["effects"]?["recommended"]?[0]?["replaces"] == 1)
            let advice = try await world.registry.recommendation(2, language: .english, world.officer).json
            #expect(advice["facts"]?["findings"]?.items?.first { $0["criterion"] == "G" }?["value"] == 7.5)
            // In a closed case a larger value opens a new one, and a smaller one opens nothing.
            try await world.spare()
            try await world.close(by: world.reviewer)
            #expect(try await correct(8)["effects"]?["opened"] == true)
            try await world.spare("C-2026-0002")
            try await world.close("C-2026-0002", by: world.reviewer)
            let less = try await correct(6)
            #expect(less["effects"]?["opened"] == false)
            #expect(less["effects"]?["recommended"] == [])
        }
    }

    @Test func `in a closed case a finding that falls opens nothing`() async throws {
        try await withWorld { world in
            try await world.inspect(1, failed: ["J", "A"])
            try await world.spare()
            try await world.close(by: world.reviewer)
            let answer = try await world.correct("J", .pass)
            #expect(answer["effects"]?["opened"] == false)
            #expect(answer["effects"]?["recommended"] == [])
            #expect(answer["next"] == .null)
            #expect(try await world.count("registry.case_file", "registry.recommendation") == 2)
        }
    }

    @Test func `in a closed case a finding that fails after all opens a new one`() async throws {
        try await withWorld { world in
            try await world.closedCase()
            let answer = try await world.correct("H", .fail)
            #expect(answer["effects"]?["opened"] == true)
            #expect(answer["effects"]?["case"] == "C-2026-0002")
            #expect(answer["next"]?["reference"] == "C-2026-0002")
        }
    }

    @Test func `an action that rests on what fell is to be withdrawn`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let answer = try await world.correct("J", .pass)
            #expect(answer["next"] == ["act": "withdraw", "reference": .string(action), "role": "officer"])
            #expect(answer["effects"]?["toWithdraw"] == [.string(action)])
            #expect(try await world.registry.action(action, world.officer).json["next"]?["act"] == "withdraw")
            #expect(try await world.due(world.reviewer) == [])
            #expect(try await world.due(world.officer) == ["withdraw \(action)"])
            let withdrawn = try await world.registry.withdrawAction(
                action, Reason("The finding was corrected."), Call(by: world.officer, expectedVersion: 2)
            ).json
            #expect(withdrawn["next"]?["act"] == "close")
        }
    }

    @Test
    func `what a correction added is next, by its number where others wait; what rested on it is told`()
        async throws
    {
        try await withWorld { world in
            try await world.inspect(1, failed: ["J", "A"])
            let action = try await world.followed()
            try await world.inspect(2, failed: ["A"], on: "2026-10-02")
            let answer = try await world.correct("J", .pass)
            #expect(
                answer["next"] == [
                    "act": "decide", "reference": "C-2026-0001", "role": "officer", "recommendation": 3,
                ])
            #expect(answer["effects"]?["toWithdraw"] == [.string(action)])
        }
    }

    @Test func `an older recommendation that waits is not what a correction leads to`() async throws {
        try await withWorld { world in
            try await world.inspect(2, on: "2026-09-01")
            try await world.inspect(1)
            let answer = try await world.correct("H", .fail, of: "I-2026-0002")
            #expect(answer["next"]?["recommendation"] == 3)
            #expect(answer["effects"]?["toWithdraw"] == [])
        }
    }
}
