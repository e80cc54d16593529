import Policy
import Records
import Testing

@testable import Registry

@Suite struct CaseTests {
    @Test func `a case goes from the recommendation to the issued action, and the violation is established`()
        async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let decision = try await world.follow("C-2026-0001")
            #expect(decision["choice"] == "follow")
            #expect(decision["measure"] == "warning")
            #expect(decision["decidedBy"] == "Otto Officer")
            #expect(
                decision["next"] == [
                    "act": "draft", "reference": "C-2026-0001", "role": "officer", "measure": "warning",
                ])
            let action = try await world.propose("C-2026-0001")
            #expect(action == "A-2026-0001")
            let issued = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let json = try issued.json
            #expect(issued.etag == "\"v3\"")
            #expect(json["status"] == "issued")
            #expect(json["proposedBy"] == "Otto Officer")
            #expect(json["issuedBy"] == "Rita Reviewer")
            #expect(json["establishes"]?[0]?["criterion"] == "J")
            #expect(json["next"] == ["act": "close", "reference": "C-2026-0001", "role": "officer"])
            let inspection = try await world.registry.inspection("I-2026-0001", world.officer).json
            #expect(inspection["violations"]?[0]?["status"] == "established")
            let closed = try await world.registry.closeCase(
                "C-2026-0001", Reason("The warning was sent."), Call(by: world.officer, expectedVersion: 1))
            #expect(try closed.json["status"] == "closed")
            #expect(try closed.json["next"] == .null)
            #expect(try closed.json["closedBy"] == "Otto Officer")
            #expect(try closed.json["closedAt"] == closed.json["changedAt"])
        }
    }

    @Test func `a case is opened on the day on which it is, also by a visit or a correction that is entered late`()
        async throws
    {
        try await withWorld(outlets: 2) { world in
            let today = try await world.day(0)
            try await world.inspect(1, on: "2026-03-01")
            try await world.inspect(2, failed: [], on: "2026-03-02", at: world.outlets[1])
            _ = try await world.registry.correctFinding(
                of: "I-2026-0002",
                InspectionCorrection(finding: NewFinding(criterion: "J", result: .fail), reason: "The card was false."),
                Call(by: world.inspector))
            for reference in ["C-2026-0001", "C-2026-0002"] {
                let file = try await world.registry.caseFile(reference, world.officer).json
                #expect([file["openedOn"], file["closedBy"], file["closedAt"]] == [.string(today), .null, .null])
            }
        }
    }

    @Test func `an established violation counts towards the next step`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2025-10-01")
            try await world.follow("C-2026-0001")
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let second = try await world.inspect(2, on: "2026-10-02")
            let id = second["recommendation"]?["id"]?.wholeNumber ?? 0
            let recommendation = try await world.registry.recommendation(id, language: .english, world.officer).json
            #expect(recommendation["facts"]?["history"]?[0]?["reference"] == "I-2026-0001")
            #expect(recommendation["facts"]?["history"]?[0]?["standing"] == "established")
            #expect(recommendation["trace"]?["lines"]?[0]?["refused"]?[0]?["reason"] == "source_does_not_say")
        }
    }

    @Test func `a recommendation is explained in the language asked`() async throws {
        try await withWorld { world in
            let id = try await world.inspect(1)["recommendation"]?["id"]?.wholeNumber ?? 0
            let dutch = try await world.registry.recommendation(id, language: .dutch, world.officer).json
            let german = try await world.registry.recommendation(id, language: .german, world.officer).json
            let list = try await world.registry.recommendations(
                of: "C-2026-0001", language: .english, Page(), world.officer
            ).json
            #expect(list["items"]?[0]?["explanation"]?[1] == "The rules recommend: a warning letter.")
            #expect(list["next"] == .null)
            #expect(dutch["explanation"]?[1] != list["items"]?[0]?["explanation"]?[1])
            #expect(german["explanation"]?[1] != dutch["explanation"]?[1])
            #expect(dutch["packSha256"] == list["items"]?[0]?["packSha256"])
            #expect(dutch["packId"] == "nl/amsterdam/two-step")
        }
    }

    @Test func `a case is opened by hand, once at a time`() async throws {
        try await withWorld { world in
            let new = NewCase(outlet: world.outlet, reason: "Reports of the neighbours.")
            let opened = try await world.registry.openCase(new, Call(by: world.officer))
            #expect(opened.status == 201)
            #expect(try opened.json["reason"] == "Reports of the neighbours.")
            let found = try await refusalOf { try await world.registry.openCase(new, Call(by: world.officer)) }
            #expect(found.message == "Outlet \(world.outlet) has an open case already: C-2026-0001.")
            #expect(found.hint == "Work in that case, or close it first.")
        }
    }

    @Test func `a case that was opened by hand waits for an inspection, and is to be closed where the outlet is`()
        async throws
    {
        try await withWorld { world in
            let new = NewCase(outlet: world.outlet, reason: "Reports of the neighbours.")
            _ = try await world.registry.openCase(new, Call(by: world.officer))
            func due(_ person: Actor) async throws -> [String] {
                let items = try await world.registry.today(person).json["items"]?.items ?? []
                return items.map { item in
                    ["what", "reference", "about", "outlet"].map { item[$0]?.text ?? "-" }.joined(separator: "|")
                }
            }
            let visit = "inspect|C-2026-0001|Reports of the neighbours.|\(world.outlet)"
            #expect(try await due(world.inspector) == [visit])
            #expect(try await due(world.officer) == [visit])
            let end = DatedReason(on: .sample("2026-10-01"), reason: "The operator stopped.")
            _ = try await world.registry.closeOutlet(world.outlet, end, Call(by: world.officer, expectedVersion: 1))
            #expect(try await due(world.inspector) == [])
            #expect(try await due(world.officer) == ["close|C-2026-0001|nothing is pending|\(world.outlet)"])
            try await world.close()
            let found = try await refusalOf { try await world.registry.openCase(new, Call(by: world.officer)) }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "outlet_closed",
                        "Outlet \(world.outlet) is closed since 2026-10-01, and no rule was ever asked about it, so a case of it would stay empty.",
                        hint: "Reopen the outlet if there is selling at the premises again."))
        }
    }

    @Test func `a case with an unfinished action stays open`() async throws {
        try await withWorld { world in
            try await world.proposed()
            let found = try await refusalOf { try await world.close() }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "closed_case_has_nothing_pending",
                        "Case C-2026-0001 can't be closed yet: action A-2026-0001 (warning) is proposed.",
                        hint: "Have the action issued, or withdraw it."))
        }
    }

    @Test func `in a closed case nothing is decided any more`() async throws {
        try await withWorld { world in
            try await world.closedCase()
            let found = try await refusalOf { try await world.spare(recommendation: 1) }
            #expect(found.message == "Case C-2026-0001 is closed.")
            let again = try await refusalOf {
                try await world.registry.recommendAgain(
                    in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            }
            #expect(again.message == "Case C-2026-0001 is closed.")
        }
    }

    @Test func `the lists of cases and actions go page by page`() async throws {
        try await withWorld(outlets: 3) { world in
            for number in 0..<3 { try await world.inspect(number + 1, at: world.outlets[number]) }
            let first = try await world.registry.cases(CaseQuery(status: "open"), Page(limit: 2), world.officer).json
            let references = first["items"]?.items?.compactMap { $0["reference"]?.text }
            #expect(references == ["C-2026-0003", "C-2026-0002"])
            let rest = try await world.registry.cases(
                CaseQuery(status: "open"), Page(limit: 2, cursor: first["next"]?.text), world.officer
            ).json
            #expect(rest["items"]?[0]?["reference"] == "C-2026-0001")
            #expect(rest["next"] == .null)
            let inspections = try await world.registry.inspections(
                InspectionQuery(from: LocalDate("2026-10-01"), to: LocalDate("2026-10-01")), Page(limit: 2),
                world.officer
            ).json
            let others = try await world.registry.inspections(
                InspectionQuery(), Page(limit: 2, cursor: inspections["next"]?.text), world.officer
            ).json
            #expect(inspections["items"]?.items?.count == 2)
            #expect(others["items"]?.items?.count == 1)
        }
    }
}
