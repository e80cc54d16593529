import Policy
import Records
import Testing

@testable import Registry

/// What is kept of an action that was returned or revoked, and of a case that is open again.
struct RevokedActionTests {
    @Test func `a revoked action says who revoked it, why, and where that stands which fell with it`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            let issued = try await world.registry.action(action, world.officer).json
            #expect(issued["revoked"] == .null)
            #expect(issued["establishes"]?.items?.map { $0["criterion"] } == ["J"])
            _ = try await world.revoke(action)
            let card = try await world.registry.action(action, world.officer).json
            #expect(card["establishes"] == [])
            #expect(card["revoked"]?["by"] == "Rita Reviewer")
            #expect(card["revoked"]?["at"]?.text?.hasPrefix("20") == true)
            #expect(card["revoked"]?["reason"] == "Objection upheld.")
            #expect(
                card["revoked"]?["annulled"] == [
                    ["id": 1, "criterion": "J", "day": "2026-10-01", "status": "set_aside"]
                ])
            try await world.askAgain()
            let later = try await world.registry.action(action, world.officer).json
            #expect(later["revoked"]?["annulled"]?[0]?["status"] == "alleged")
        }
    }

    @Test func `why an action was returned stays on its card`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.returnAction(
                action, Reason("Say from which hour."), Call(by: world.reviewer, expectedVersion: 2))
            _ = try await world.registry.amendAction(
                action, ActionContent(text: "From noon."), Call(by: world.officer, expectedVersion: 3))
            let card = try await world.registry.action(action, world.officer).json
            #expect(card["reason"] == .null)
            #expect(
                card["returned"]?.items?.map { [$0["by"], $0["reason"]] } == [
                    ["Rita Reviewer", "Say from which hour."]
                ]
            )
        }
    }

    @Test func `why a case was closed stays in its history when it is opened again`() async throws {
        try await withWorld { world in
            let action = try await world.issued()
            try await world.close()
            _ = try await world.revoke(action)
            let file = try await world.registry.caseFile("C-2026-0001", world.officer).json
            #expect(file["reason"] == "Objection upheld.")
            #expect(
                file["history"]?.items?.map { [$0["act"], $0["by"], $0["reason"]] } == [
                    ["open", "Ilse Inspector", .null], ["close", "Otto Officer", "Nothing more has to be done."],
                    ["reopen", "Rita Reviewer", "Objection upheld."],
                ])
        }
    }
}
