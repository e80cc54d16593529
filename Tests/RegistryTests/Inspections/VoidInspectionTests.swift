import Records
import Testing

@testable import Registry

struct VoidInspectionTests {
    @Test func `the same visit typed twice is stored, with a warning that names the other one`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let later = try await world.typed(2, startedAt: "2026-10-01T12:05:00Z")
            #expect(
                later["warnings"] == [
                    [
                        "code": "same_visit", "inspection": "I-2026-0001",
                        "text": "I-2026-0001 by the same inspector began 5 minutes earlier at this outlet.",
                    ]
                ])
            let same = try await world.typed(3, startedAt: "2026-10-01T12:05:00Z")
            #expect(
                same["warnings"]?[0]?["text"]
                    == "I-2026-0002 by the same inspector began at the same time at this outlet.")
            let ended = try await world.typed(4, startedAt: "2026-10-01T11:04:00Z", endedAt: "2026-10-01T12:10:00Z")
            #expect(
                ended["warnings"]?[0]?["text"]
                    == "I-2026-0001 by the same inspector began 56 minutes later at this outlet.")
            #expect(try await world.count("registry.inspection") == 4)
        }
    }

    @Test func `there is no warning about another time or a voided inspection`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            #expect(try await world.typed(2, startedAt: "2026-10-01T12:31:00Z")["warnings"] == [])
            try await world.void("I-2026-0001")
            try await world.void("I-2026-0002")
            #expect(try await world.typed(4, startedAt: "2026-10-01T12:05:00Z")["warnings"] == [])
        }
    }

    @Test func `one visit that two inspectors log is told to the second, and to whoever reads either`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let second = try await world.typed(2, startedAt: "2026-10-01T12:05:00Z", by: world.otherInspector)
            #expect(
                second["warnings"] == [
                    [
                        "code": "same_visit", "inspection": "I-2026-0001",
                        "text": "I-2026-0001 by Ilse Inspector began 5 minutes earlier at this outlet.",
                    ]
                ])
            #expect(
                try await world.typed(2, startedAt: "2026-10-01T12:05:00Z", by: world.otherInspector) == second)
            let first = try await world.registry.inspection("I-2026-0001", world.officer).json
            #expect(
                first["sameVisit"] == ["reference": "I-2026-0002", "minutes": 5, "inspector": "Iwan Inspector"])
            try await world.void("I-2026-0002", duplicateOf: "I-2026-0001")
            for reference in ["I-2026-0001", "I-2026-0002"] {
                #expect(try await world.registry.inspection(reference, world.officer).json["sameVisit"] == .null)
            }
        }
    }

    @Test func `sent again it has the warning that it had, whatever came later`() async throws {
        try await withWorld { world in
            let first = try await world.inspect(1)
            let second = try await world.typed(2, startedAt: "2026-10-01T12:05:00Z")
            try await world.void("I-2026-0001")
            #expect(try await world.inspect(1) == first)
            #expect(try await world.typed(2, startedAt: "2026-10-01T12:05:00Z") == second)
        }
    }

    @Test func `a voided inspection alleges nothing, recommends nothing and is shown as voided`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.typed(2, startedAt: "2026-10-01T12:05:00Z")
            let card = try await world.void("I-2026-0002", duplicateOf: "I-2026-0001")
            #expect(card["voided"]?["reason"] == "The same visit, typed twice.")
            #expect(card["voided"]?["duplicateOf"] == "I-2026-0001")
            #expect(card["voided"]?["by"] == "Otto Officer")
            #expect(card["violations"]?.items?.map { $0["status"] } == ["set_aside"])
            #expect(
                card["effects"] == [
                    "alleged": [], "setAside": ["J"], "recommended": [],
                    "moot": [["id": 2, "pack": "nl/amsterdam/two-step"]], "case": "C-2026-0001", "opened": false,
                    "caseStands": true, "toWithdraw": [],
                ])
            #expect(card["next"]?["act"] == "decide")
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["recommendations"]?.items?.map { $0["standing"] } == ["waiting", "voided"])
            let list = try await world.registry.inspections(InspectionQuery(), Page(), world.officer).json
            #expect(list["items"]?.items?.map { $0["voided"] } == [true, false])
            let events = try await world.registry.timeline(world.outlet, world.officer).json["items"]?.items ?? []
            let voided = events.filter { $0["what"] == "void" }
            #expect(
                voided.map { [$0["object"], $0["reference"], $0["by"]] } == [
                    ["inspection", "I-2026-0002", "Otto Officer"]
                ])
        }
    }

    @Test func `what a voided inspection was counted in is told`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting(alleged: true))
            try await world.inspect(1, on: "2026-03-01")
            try await world.inspect(2, on: "2026-05-01")
            let card = try await world.void("I-2026-0001")
            #expect(
                card["consequences"]?.items?.map { [$0["inspection"], $0["measureText"], $0["measureNowText"]] }
                    == [["I-2026-0002", "closure for 6 months", "closure for 3 months"]])
        }
    }

    @Test func `who voids alone does not close alone`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let card = try await world.void("I-2026-0001")
            #expect(card["effects"]?["caseStands"] == false)
            #expect(card["next"]?["notBy"] == ["Otto Officer"])
            let found = try await refusalOf { try await world.close() }
            #expect(
                found.message
                    == "You set the violations of I-2026-0001 aside, so someone else must close case C-2026-0001.")
            #expect(try await world.close(by: world.reviewer)["status"] == "closed")
        }
    }

    @Test func `a reviewer voids too; an inspector of it, and a second time, do not`() async throws {
        try await withWorld { world in
            var new = NewInspection.sample(world.outlet, ["J": .fail])
            new.secondInspector = "bea"
            _ = try await world.registry.logInspection(World.id(1), new, Call(by: world.inspector))
            let second = try await refusalOf { try await world.void("I-2026-0001", by: world.both) }
            #expect(
                second
                    == Refusal(
                        .notAllowed, "voided_by_another_person",
                        "You inspected I-2026-0001, so someone else must void it.",
                        hint: "Ask another officer, or a reviewer."))
            try await world.void("I-2026-0001", by: world.reviewer)
            let again = try await refusalOf { try await world.void("I-2026-0001") }
            #expect(again.message == "The inspection is voided already.")
            let corrected = try await refusalOf { try await world.correct("J", .pass) }
            #expect(corrected.message == "Inspection I-2026-0001 is voided, so nothing more follows from it.")
            let asked = try await refusalOf {
                try await world.registry.recommendAgain(
                    in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            }
            #expect(asked.code == "inspection_holds")
        }
    }

    @Test func `the inspection that holds is another one, at the same outlet`() async throws {
        try await withWorld(outlets: 2) { world in
            try await world.inspect(1)
            try await world.inspect(2, at: world.outlets[1])
            let itself = try await refusalOf { try await world.void("I-2026-0001", duplicateOf: "I-2026-0001") }
            #expect(
                itself.problems.map(\.detail)
                    == ["I-2026-0001 is no duplicate of itself. Name the other inspection, the one that holds."])
            let elsewhere = try await refusalOf { try await world.void("I-2026-0001", duplicateOf: "I-2026-0002") }
            #expect(
                elsewhere.problems.map(\.detail) == [
                    "I-2026-0002 was at outlet \(world.outlets[1]), and I-2026-0001 at \(world.outlets[0]). Name an inspection of the same outlet, or leave it out."
                ])
            let unknown = try await refusalOf { try await world.void("I-2026-0001", duplicateOf: "I-2026-0009") }
            #expect(unknown.message == "There is no inspection I-2026-0009.")
        }
    }
}

extension World {
    /// Voids an inspection as the officer, or another.
    @discardableResult
    fileprivate func void(_ inspection: String, duplicateOf other: String? = nil, by actor: Actor? = nil) async throws
        -> JSONValue
    {
        let voiding = InspectionVoiding(duplicateOf: other, reason: "The same visit, typed twice.")
        return try await registry.voidInspection(inspection, voiding, Call(by: actor ?? officer)).json
    }

    /// Logs an inspection in which J failed, at a time of its own.
    @discardableResult
    fileprivate func typed(
        _ number: Int, startedAt: String, endedAt: String? = nil, by actor: Actor? = nil
    ) async throws -> JSONValue {
        var new = NewInspection.sample(outlet, ["J": .fail])
        new.startedAt = Instant(text: startedAt)!
        new.endedAt = endedAt.flatMap { Instant(text: $0) }
        return try await registry.logInspection(Self.id(number), new, Call(by: actor ?? inspector)).json
    }
}
