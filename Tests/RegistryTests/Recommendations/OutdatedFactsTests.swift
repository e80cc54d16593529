import Policy
import Records
import Testing

@testable import Registry

/// What was recommended before an earlier violation was established is not followed as it is.
struct OutdatedFactsTests {
    @Test func `issuing an action lists what waits and doesn't know what it has established`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            let issued = try await world.issued(on: 1)
            #expect(
                issued["outdated"] == [
                    [
                        "recommendation": 2, "case": "C-2026-0001", "outlet": .string(world.outlet),
                        "inspection": "I-2026-0002", "day": "2026-10-02", "pack": "nl/amsterdam/two-step",
                        "measure": "warning", "text": "a warning letter",
                        "next": [
                            "act": "recompute", "reference": "C-2026-0001", "role": "officer",
                            "inspection": "I-2026-0002",
                        ],
                    ]
                ])
            let found = try await refusalOf { try await world.follow("C-2026-0001") }
            #expect(
                found
                    == Refusal(
                        .notPossibleNow, "what_is_followed_knows_what_stands",
                        "Recommendation 2 rests on what has changed since, so it is not followed: the violation of J in I-2026-0001 was alleged and is established now.",
                        hint:
                            "Ask the rules again about its inspection (recommendation recompute), and decide on what they say then; or depart, with reasons."
                    ))
            let again = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0002", Call(by: world.officer)
            ).json
            #expect(again["personDecides"] == true)
        }
    }

    @Test func `who departs needs not ask again, and what came later changes nothing`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            #expect(try await world.issued(on: 2)["outdated"] == [])
            #expect(try await world.follow("C-2026-0001")["measure"] == "warning")
        }
        try await withWorld { world in
            try await world.inspect(1)
            try await world.inspect(2, on: "2026-10-02")
            _ = try await world.issued(on: 1)
            #expect(try await world.spare(recommendation: 2)["measures"] == [])
        }
    }
}

extension World {
    /// A recommendation of the first case is followed, and its action issued.
    fileprivate func issued(on recommendation: Int) async throws -> JSONValue {
        let follow = NewDecision(recommendation: recommendation, choice: .follow)
        _ = try await registry.decide(in: "C-2026-0001", follow, Call(by: officer))
        let action = try await propose("C-2026-0001")
        return try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2)).json
    }
}
