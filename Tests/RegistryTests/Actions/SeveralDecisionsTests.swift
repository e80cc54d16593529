import Policy
import Records
import Testing

@testable import Registry

/// With two packs a case holds two decisions, and an action says which one it carries out.
struct SeveralDecisionsTests {
    @Test func `where several decisions wait, the refusal lists them`() async throws {
        try await twoDecided { world in
            let found = try await refusalOf { try await world.drafted() }
            #expect(
                found.message
                    == "Several decisions of case C-2026-0001 wait for their action: 1 (nl/dordrecht/o: warning), 2 (nl/leeuwarden/j: closure)."
            )
            #expect(found.hint == "Name the decision that the action carries out.")
            #expect(found.problems.map(\.pointer) == ["/decision"])
            #expect(found.choices == [1, 2])
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(
                file["next"] == [
                    "act": "draft", "reference": "C-2026-0001", "role": "officer", "decision": 1,
                    "measure": "warning",
                ])
        }
    }

    @Test func `a decision is named by its number; the last one that waits needs no name`() async throws {
        try await twoDecided { world in
            let named = try await world.drafted(2)
            #expect(named["kind"] == "closure")
            let rest = try await world.drafted()
            #expect(rest["kind"] == "warning")
        }
    }

    @Test func `a number that waits for nothing is told why`() async throws {
        try await twoDecided { world in
            try await world.drafted(2)
            let carried = try await refusalOf { try await world.drafted(2) }
            #expect(carried.message == "Decision 2 waits for no action: action A-2026-0001 carries it out.")
            #expect(carried.hint == "Look at the case; it says what comes next.")
            let unknown = try await refusalOf { try await world.drafted(9) }
            #expect(unknown.message == "Case C-2026-0001 has no decision 9.")
            #expect(
                unknown.detail == "A decision is named by its number; there are: 1 (warning), 2 (closure).")
            #expect(unknown.hint == "Look at the case; its decisions are listed there.")
        }
        try await withWorld { world in
            try await world.inspect(1)
            try await world.spare()
            let none = try await refusalOf { try await world.drafted(1) }
            #expect(none.message == "Decision 1 waits for no action: it is that nothing is done.")
        }
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            try await world.correct("H", .fail)
            let replaced = try await refusalOf { try await world.drafted(1) }
            #expect(
                replaced.message
                    == "Decision 1 waits for no action: a newer recommendation has replaced the one that it is about.")
            try await world.correct("H", .pass)
        }
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            try await world.correct("J", .pass)
            let fallen = try await refusalOf { try await world.drafted(1) }
            #expect(
                fallen.message == "Decision 1 waits for no action: no violation that it rests on stands any more.")
        }
    }

    @Test func `who proposes or issues an action sees what stands beside it`() async throws {
        try await twoDecided { world in
            let first = try await world.drafted(2)["reference"]?.text ?? ""
            let alone = try await world.registry.proposeAction(first, Call(by: world.officer, expectedVersion: 1)).json
            #expect(alone["beside"] == [])
            let issued = try await world.registry.issueAction(first, Call(by: world.reviewer, expectedVersion: 2)).json
            let day = issued["issuedAt"]?.text?.prefix(4)
            let second = try await world.drafted(1)["reference"]?.text ?? ""
            let proposed = try await world.registry.proposeAction(second, Call(by: world.officer, expectedVersion: 1))
                .json
            let beside = proposed["beside"]?[0]
            #expect(beside?["reference"] == "A-2026-0001")
            #expect(beside?["kind"] == "closure")
            #expect(beside?["status"] == "issued")
            #expect(beside?["startsOn"] == "2026-12-01")
            #expect(beside?["pack"] == "nl/leeuwarden/j")
            #expect(beside?["day"]?.text?.prefix(4) == day)
            let shown = try await world.registry.action(first, world.officer).json
            #expect(shown["beside"]?.items?.map { [$0["reference"], $0["status"]] } == [["A-2026-0002", "proposed"]])
        }
    }

    private func twoDecided(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.inspect(1, failed: ["J", "O"])
            let warning = NewDecision(
                recommendation: 1, choice: .depart, measure: .warning, reasons: "The first finding in ten years.")
            _ = try await world.registry.decide(in: "C-2026-0001", warning, Call(by: world.officer))
            _ = try await world.registry.decide(
                in: "C-2026-0001", NewDecision(recommendation: 2, choice: .follow), Call(by: world.officer))
            try await body(world)
        }
    }
}

extension World {
    /// Drafts the action of a decision.
    @discardableResult
    fileprivate func drafted(_ decision: Int? = nil) async throws -> JSONValue {
        let content = ActionContent(
            decision: decision, startsOn: LocalDate("2026-12-01"), text: "What is ordered, and why.")
        return try await registry.draftAction(in: "C-2026-0001", content, Call(by: officer)).json
    }
}
