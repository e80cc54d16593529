import Policy
import Records
import Testing

@testable import Registry

/// Measures that go together: each has an action of its own, and the case waits for all.
struct SeveralMeasuresTests {
    private static let whole =
        "a fine of USD 1,000 and suspension of the licence for 3 consecutive days"

    @Test func `a case waits until every measure that was followed has its action`() async throws {
        try await withBoth { world in
            let decision = try await world.follow("C-2026-0001")
            #expect(decision["measures"] == ["fine", "suspension"])
            #expect(
                decision["next"] == [
                    "act": "draft", "reference": "C-2026-0001", "role": "officer", "measure": "fine",
                ])
            #expect(
                try await world.about("draft")
                    == ["fine and suspension: I-2026-0001 of 2026-10-05, unannounced, by us/mn/lakeville"])
            try await world.issue(try await world.fine(100_000, "USD"))
            let pending = try await refusalOf { try await world.close() }
            #expect(
                pending.message
                    == "Case C-2026-0001 can't be closed yet: decision 1 (fine and suspension, on us/mn/lakeville about I-2026-0001) has no action for the suspension."
            )
            #expect(
                try await world.about("draft")
                    == ["suspension: I-2026-0001 of 2026-10-05, unannounced, by us/mn/lakeville"])
            let suspension = try await world.suspension()
            #expect(suspension["kind"] == "suspension")
            #expect(suspension["endsOn"] == "2026-12-04")
            #expect(suspension["recommended"]?["text"] == .string(Self.whole))
            try await world.issue(suspension)
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `each kind is carried out once, and another one not at all`() async throws {
        try await withBoth { world in
            try await world.follow("C-2026-0001")
            try await world.fine(100_000, "USD")
            let twice = try await refusalOf { try await world.fine(100_000, "USD") }
            #expect(
                twice
                    == Refusal(
                        .conflict, "one_action_per_decision_and_kind",
                        "Another action of that kind carries out the decision already.",
                        hint: "Look at the case; its actions are listed there."))
            let other = try await refusalOf {
                try await world.registry.draftAction(
                    in: "C-2026-0001",
                    ActionContent(kind: .closure, startsOn: .sample("2026-12-01"), text: "Closed."),
                    Call(by: world.officer))
            }
            #expect(other.message == "The decision is fine and suspension; the action would be closure.")
            _ = try await world.suspension()
            let named = try await refusalOf {
                try await world.registry.draftAction(
                    in: "C-2026-0001", ActionContent(decision: 1, text: "Once more."), Call(by: world.officer))
            }
            #expect(
                named.message
                    == "Decision 1 waits for no action: actions A-2026-0001 and A-2026-0004 carry it out.")
        }
    }

    @Test func `a violation stays established while one of the actions is issued`() async throws {
        try await withBoth { world in
            try await world.follow("C-2026-0001")
            try await world.issue(try await world.fine(100_000, "USD"))
            try await world.issue(try await world.suspension())
            #expect(try await world.established(by: "A-2026-0001") == ["underage"])
            #expect(try await world.established(by: "A-2026-0002") == [])
            let first = try await world.registry.revokeAction(
                "A-2026-0001", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(first["revoked"]?["annulled"]?.items?.map { $0["status"] } == ["established"])
            #expect(try await world.established(by: "A-2026-0002") == ["underage"])
            let alone = try await refusalOf { try await world.close(by: world.reviewer) }
            #expect(
                alone.message
                    == "You revoked action A-2026-0001 about I-2026-0001, so someone else must close case C-2026-0001.")
            let second = try await world.registry.revokeAction(
                "A-2026-0002", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3)
            ).json
            #expect(second["revoked"]?["annulled"]?.items?.map { $0["status"] } == ["set_aside"])
            #expect(try await world.close()["status"] == "closed")
        }
    }

    @Test func `asking again tells the whole measure, before and now`() async throws {
        try await withBoth { world in
            try await world.follow("C-2026-0001")
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer)
            ).json["recomputed"]?[0]
            #expect(again?["text"] == .string(Self.whole))
            #expect(again?["replaces"]?["text"] == .string(Self.whole))
            #expect(again?["replaces"]?["decision"]?["measures"] == ["fine", "suspension"])
        }
    }

    /// One earlier violation counts, so that a fine and a suspension go together.
    private func withBoth(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: ["us/mn/lakeville"]) { world in
            let file = """
                record,licence_number,outlet,day,case_number,criterion,standing,measure,effective_on,amount,currency
                licence,L-7,\(world.outlet),2020-01-01,,,,,,,
                penalty,L-7,,2025-03-04,2025-17,underage,established,fine,2025-04-20,750,USD
                """
            let order = HistoryImport(profile: .generic, file: "earlier.csv", apply: true)
            _ = try await world.registry.importHistory(Array(file.utf8), order, Call(by: world.officer))
            try await world.sold(1)
            try await body(world)
        }
    }
}

extension World {
    fileprivate func suspension() async throws -> JSONValue {
        let content = ActionContent(startsOn: .sample("2026-12-01"), text: "It is ordered.")
        return try await registry.draftAction(in: "C-2026-0001", content, Call(by: officer)).json
    }

    fileprivate func issue(_ draft: JSONValue) async throws {
        let reference = draft["reference"]?.text ?? ""
        _ = try await registry.proposeAction(reference, Call(by: officer, expectedVersion: 1))
        _ = try await registry.issueAction(reference, Call(by: reviewer, expectedVersion: 2))
    }

    /// The criteria that an action establishes.
    fileprivate func established(by action: String) async throws -> [JSONValue?] {
        try await registry.action(action, officer).json["establishes"]?.items?.map { $0["criterion"] } ?? []
    }

    /// What today says about each duty of that name.
    fileprivate func about(_ what: String) async throws -> [JSONValue?] {
        let items = try await registry.today(officer).json["items"]?.items ?? []
        return items.filter { $0["what"]?.text == what }.map { $0["about"] }
    }
}
