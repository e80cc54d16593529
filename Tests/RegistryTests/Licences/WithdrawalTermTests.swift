import Policy
import Records
import Testing

@testable import Registry

/// A withdrawal for a term, as Amsterdam's second step orders: a person says that it is over.
struct WithdrawalTermTests {
    @Test func `a licence that was withdrawn for a week is reinstated by one officer after it`() async throws {
        try await withWorld { world in
            let licence = try await world.licence(until: "2999-01-01")
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            let withdrawn = try await world.withdrawing(licence, action)
            let tomorrow = try await world.day(1)
            #expect([withdrawn["status"], withdrawn["withdrawnUntil"]] == ["withdrawn", .string(tomorrow)])
            #expect(try await world.titles(licence) == [])
            let early = try await refusalOf { try await world.reinstate(licence) }
            #expect(
                early
                    == Refusal(
                        .notPossibleNow, "withdrawal_stands_with_its_action",
                        "Licence \(licence) is withdrawn until \(tomorrow) on action \(action); it is \(try await world.day(0)) today.",
                        hint: "Reinstate it from \(tomorrow) on; before that a reviewer has to revoke the action."))
            let over = try await world.day(-1)
            try await world.end(action, on: over)
            #expect(try await world.titles(licence) == ["reinstate: the term of the withdrawal is over"])
            let valid = try await world.reinstate(licence)
            #expect([valid["status"], valid["endsOn"], valid["withdrawnUntil"]] == ["valid", "2999-01-01", .null])
            #expect(try await world.titles(licence) == [])
            let events = try await world.registry.timeline(world.outlet, world.officer).json["items"]?.items ?? []
            #expect(
                events.filter { $0["object"] == "licence" && $0["what"] == "reinstate" }.map { $0["day"] }
                    == [.string(over)])
        }
    }

    @Test func `a licence that would have ended by then, or has a later one beside it, is not to be reinstated`()
        async throws
    {
        try await withWorld { world in
            let licence = try await world.licence(until: "2026-10-05")
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            _ = try await world.withdrawing(licence, action)
            try await world.end(action, on: "2026-10-08")
            #expect(try await world.titles(licence) == [])
        }
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            _ = try await world.withdrawing(licence, action)
            _ = try await world.licence(from: try await world.day(1))
            try await world.end(action, on: "2026-10-08")
            #expect(try await world.titles(licence) == [])
        }
    }

    @Test func `a licence that was granted before the withdrawal and begins within its term says so`() async throws {
        try await withWorld { world in
            let licence = try await world.licence(until: "2026-10-08")
            let later = try await world.licence(from: "2026-10-08")
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            _ = try await world.withdrawing(licence, action)
            let card = try await world.registry.licence(later, world.officer).json
            #expect(
                card["warnings"]?.items?.map { [$0["code"], $0["text"]] } == [
                    [
                        "licenses_past_days",
                        .string(
                            "It was granted on \(try await world.day(0)), and licenses the days from 2026-10-08 on."),
                    ],
                    [
                        "within_a_withdrawal",
                        .string(
                            "It begins on 2026-10-08, while licence \(licence) is withdrawn until "
                                + "\(try await world.day(1)) on action \(action)."),
                    ],
                ])
        }
    }

    @Test func `a licence holds until the day of its withdrawal`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.withdrawal, from: "2999-01-01")
            let early = try await refusalOf { _ = try await world.withdrawing(licence, action, on: "2999-01-01") }
            #expect(
                early
                    == Refusal(
                        .notPossibleNow, "withdrawal_begins_with_its_action",
                        "Action \(action) withdraws from 2999-01-01; it is \(try await world.day(0)) today.",
                        hint: "Withdraw the licence on that day; until then it holds."))
            let card = try await world.registry.action(action, world.officer).json
            #expect(card["next"]?["act"] == "withdraw_licence" && card["next"]?["day"] == "2999-01-01")
            #expect(try await world.registry.licence(licence, world.officer).json["status"] == "valid")
            #expect(try await world.titles(licence) == ["withdraw: \(action) was issued"])
        }
    }

    @Test func `a term that is over orders nothing any more`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            try await world.end(action, on: "2026-10-08")
            #expect(try await world.titles(licence) == [])
        }
    }

    @Test func `what the first officer said is told with a reinstatement that another one makes`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.suspension, from: "2026-09-01")
            try await world.suspend(licence, action)
            _ = try await world.reinstate(licence, "The fine was paid.")
            let today = try await world.registry.today(world.otherOfficer).json["items"]?[0]
            #expect(today?["due"] == .string(try await world.day(0)))
            let valid = try await world.registry.reinstateLicence(
                licence, Reason("I agree with it."), Call(by: world.otherOfficer, expectedVersion: 3)
            ).json
            #expect(valid["reinstatementProposedBecause"] == "The fine was paid.")
            #expect(valid["reason"] == "I agree with it.")
        }
    }
}

extension World {
    @discardableResult
    fileprivate func reinstate(_ licence: String, _ reason: String = "The week is over.") async throws -> JSONValue {
        try await registry.reinstateLicence(licence, Reason(reason), Call(by: officer, expectedVersion: 2)).json
    }
}
