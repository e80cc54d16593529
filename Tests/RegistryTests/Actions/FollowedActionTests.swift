import Policy
import Records
import Testing

@testable import Registry

/// The action of a decision that follows orders what was recommended.
struct FollowedActionTests {
    @Test func `the end that the rules name may be left out`() async throws {
        try await withClosure { world in
            let draft = try await world.draft(from: "2026-12-01", until: nil)
            #expect(draft["endsOn"] == "2027-03-01")
        }
    }

    @Test func `another end departs, in a draft and in an amendment`() async throws {
        try await withClosure { world in
            let short = try await refusalOf { try await world.draft(from: "2026-12-01", until: "2026-12-27") }
            #expect(
                short
                    == Refusal(
                        .badInput, "followed_action_keeps_its_amount_and_days",
                        "Decision 1 follows recommendation 1, which is closure for 3 months; from 2026-12-01 until 2026-12-27 would depart from it.",
                        hint:
                            "From 2026-12-01 on it is until 2027-03-01. To decide otherwise, ask the rules again about the inspection, and depart with reasons."
                    ))
            let draft = try await world.draft(from: "2026-12-01", until: "2027-03-01")
            let reference = draft["reference"]?.text ?? ""
            let later = try await refusalOf {
                try await world.registry.amendAction(
                    reference, ActionContent(startsOn: .sample("2026-12-02")),
                    Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                later.message
                    == "Decision 1 follows recommendation 1, which is closure for 3 months; from 2026-12-02 until 2027-03-01 would depart from it."
            )
            let both = ActionContent(startsOn: .sample("2026-12-02"), endsOn: .sample("2027-03-02"))
            let amended = try await world.registry.amendAction(
                reference, both, Call(by: world.officer, expectedVersion: 1))
            #expect(try amended.json["endsOn"] == "2027-03-02")
        }
    }

    @Test func `another amount or currency departs`() async throws {
        try await withWorld(packs: ["us/mn/lakeville"]) { world in
            try await world.sold(1)
            try await world.follow("C-2026-0001")
            let found = try await refusalOf { try await world.fine(100, "EUR") }
            #expect(
                found
                    == Refusal(
                        .badInput, "followed_action_keeps_its_amount_and_days",
                        "Decision 1 follows recommendation 1, which is a fine of USD 750; EUR 1.00 would depart from it.",
                        hint:
                            "Give the amount that is recommended. To decide otherwise, ask the rules again about the inspection, and depart with reasons."
                    ))
            let euros = try await refusalOf { try await world.fine(75_000, "EUR") }
            #expect(euros.code == "followed_action_keeps_its_amount_and_days")
            #expect(try await world.fine(75_000, "USD")["kind"] == "fine")
        }
    }

    @Test func `who departs within the kind names other days, with reasons`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            let depart = NewDecision(choice: .depart, measure: .closure, reasons: "The holder has left already.")
            _ = try await world.registry.decide(in: "C-2026-0001", depart, Call(by: world.officer))
            let draft = try await world.draft(from: "2026-12-01", until: "2026-12-27")
            #expect(draft["endsOn"] == "2026-12-27")
            #expect(
                try await world.registry.action("A-2026-0001", world.officer).json["recommended"]?["departs"] == true)
        }
    }

    @Test func `only a fine and an order under penalty payment have an amount`() async throws {
        try await withClosure { world in
            let content = ActionContent(
                startsOn: .sample("2026-12-01"), amount: Amount(minorUnits: 500, currency: "EUR"), text: "Closed.")
            let found = try await refusalOf {
                try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "only_fine_and_penalty_order_have_an_amount",
                        "Only a fine or an order under penalty payment has an amount.",
                        hint: "Leave amount and currency out; what is to be paid as well is an action of its own."))
        }
    }

    /// Closure for 3 months is followed.
    private func withClosure(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            try await body(world)
        }
    }
}

extension World {
    /// Under Lakeville's rules: a sale to somebody underage was found on 5 October 2026.
    func sold(_ number: Int) async throws {
        let new = NewInspection.sample(outlet, ["underage": .fail, "other": .pass], on: "2026-10-05")
        _ = try await registry.logInspection(Self.id(number), new, Call(by: inspector))
    }

    /// Drafts a fine of that many minor units.
    @discardableResult
    func fine(_ minorUnits: Int, _ currency: String) async throws -> JSONValue {
        let content = ActionContent(
            kind: .fine, amount: Amount(minorUnits: minorUnits, currency: currency), text: "It is to be paid.")
        return try await registry.draftAction(in: "C-2026-0001", content, Call(by: officer)).json
    }

    /// Drafts what was decided, with these days.
    @discardableResult
    fileprivate func draft(from: String, until: String?) async throws -> JSONValue {
        let content = ActionContent(
            startsOn: .sample(from), endsOn: until.map { .sample($0) }, text: "What is ordered, and why.")
        return try await registry.draftAction(in: "C-2026-0001", content, Call(by: officer)).json
    }
}
