import Policy
import Records
import Testing

@testable import Registry

@Suite struct ActionTests {
    @Test func `who drafted an action can't issue it, with either account`() async throws {
        try await withWorld { world in
            let action = try await world.proposed(by: world.both)
            let second = try await world.seed.account("bea2", of: world.both, by: world.administrator)
            for account in [world.both, second] {
                let found = try await refusalOf {
                    try await world.registry.issueAction(action, Call(by: account, expectedVersion: 2))
                }
                #expect(found.kind == .notAllowed)
                #expect(found.code == "issued_by_another_person")
                #expect(found.message == "You drafted action A-2026-0001, so someone else must issue it.")
                #expect(found.hint == "Ask a reviewer.")
            }
            let unchanged = try await world.registry.action(action, world.officer).json
            #expect(unchanged["status"] == "proposed")
        }
    }

    @Test func `a returned draft is amended and proposed again`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let returned = try await world.registry.returnAction(
                action, Reason("Name the day."), Call(by: world.reviewer, expectedVersion: 2))
            #expect(try returned.json["status"] == "draft")
            #expect(try returned.json["reason"] == "Name the day.")
            let content = ActionContent(text: "Stop selling to minors from 1 December 2026.")
            let amended = try await world.registry.amendAction(
                action, content, Call(by: world.officer, expectedVersion: 3))
            #expect(try amended.json["text"] == "Stop selling to minors from 1 December 2026.")
            #expect(try amended.json["startsOn"] == "2026-12-01")
            let proposed = try await world.registry.proposeAction(action, Call(by: world.officer, expectedVersion: 4))
            #expect(try proposed.json["next"] == ["act": "issue", "reference": "A-2026-0001", "role": "reviewer"])
        }
    }

    @Test func `a draft loses its days when they are taken away, and no part that its kind needs`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let content = ActionContent(
                startsOn: LocalDate("2026-12-01"), endsOn: LocalDate("2026-12-31"), text: "Stop selling to minors.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            let amended = try await world.registry.amendAction(
                "A-2026-0001", ActionContent(without: [.startsOn, .endsOn]), Call(by: world.officer, expectedVersion: 1)
            ).json
            #expect([amended["startsOn"], amended["endsOn"]] == [.null, .null])
            #expect(amended["text"] == "Stop selling to minors.")
        }
        try await withWorld { world in
            try await world.inspect(1)
            let depart = NewDecision(
                recommendation: 1, choice: .depart, measure: .fine, reasons: "For the sake of the test.")
            _ = try await world.registry.decide(in: "C-2026-0001", depart, Call(by: world.officer))
            let fine = ActionContent(amount: Amount(minorUnits: 50_000, currency: "EUR"), text: "A fine.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", fine, Call(by: world.officer))
            let refused = try await refusalOf {
                try await world.registry.amendAction(
                    "A-2026-0001", ActionContent(without: [.amount]), Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                refused
                    == Refusal(
                        .badInput, "fine_and_penalty_order_have_an_amount",
                        "A fine or an order under penalty payment has an amount.", hint: "Give amount and currency."))
        }
    }

    @Test func `the returned draft of somebody who left waits to be withdrawn by an officer`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            _ = try await world.registry.returnAction(
                action, Reason("Name the day."), Call(by: world.reviewer, expectedVersion: 2))
            _ = try await world.registry.dismiss(
                "\(world.officer.person)", Reason("Moved to another town."),
                Call(by: world.administrator, expectedVersion: 1))
            let card = try await world.registry.action(action, world.otherOfficer).json
            #expect(card["next"] == ["act": "withdraw", "reference": .string(action), "role": "officer"])
            let due = try await world.registry.today(world.otherOfficer).json["items"]?.items ?? []
            #expect(due.filter { $0["reference"] == .string(action) }.map { $0["what"] } == ["withdraw"])
        }
    }

    @Test func `someone else's draft is not amended`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let content = ActionContent(text: "Stop.")
            let draft = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer)).json
            let found = try await refusalOf {
                try await world.registry.amendAction(
                    draft["reference"]?.text ?? "", content, Call(by: world.otherOfficer, expectedVersion: 1))
            }
            #expect(found.message == "Action A-2026-0001 was drafted by someone else.")
            #expect(found.hint == "Its drafter amends and proposes it; an officer can withdraw it and draft another.")
        }
    }

    @Test func `a closure without its first day and its text is told in one go`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let found = try await refusalOf {
                try await world.registry.draftAction(in: "C-2026-0001", ActionContent(), Call(by: world.officer))
            }
            #expect(
                found.problems == [
                    FieldProblem("/startsOn", "missing", "A closure has a first day. Give startsOn."),
                    FieldProblem("/text", "missing", "The action says what it orders. Give text."),
                ])
            let backwards = ActionContent(
                startsOn: LocalDate("2026-12-01"), endsOn: LocalDate("2026-12-01"), text: "Closed.")
            let second = try await refusalOf {
                try await world.registry.draftAction(in: "C-2026-0001", backwards, Call(by: world.officer))
            }
            #expect(
                second.problems.map(\.detail) == [
                    "The action would end on 2026-12-01, not after its first day 2026-12-01. endsOn is the first day after it."
                ])
        }
    }

    @Test(arguments: [
        (DecidedMeasure.fine, "The fine has an amount. Give amount and currency."),
        (.penaltyOrder, "The order under penalty payment has an amount. Give amount and currency."),
    ])
    func `a fine or a penalty order without its amount is told`(measure: DecidedMeasure, told: String) async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let depart = NewDecision(choice: .depart, measure: measure, reasons: "It is the third time this year.")
            _ = try await world.registry.decide(in: "C-2026-0001", depart, Call(by: world.officer))
            let found = try await draftRefused(ActionContent(text: "Pay."), world)
            #expect(found.problems == [FieldProblem("/amount", "missing", told)])
        }
    }

    @Test func `an action does what was decided, once`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let before = try await draftRefused(ActionContent(text: "Stop."), world)
            #expect(before.message == "Case C-2026-0001 has no decision that waits for an action.")
            #expect(before.hint == "Decide on its recommendation first, or look at the actions it has.")
            try await world.follow("C-2026-0001")
            let other = try await draftRefused(
                ActionContent(kind: .closure, startsOn: LocalDate("2026-12-01"), text: "Closed."), world)
            #expect(other.message == "The decision is warning; the action would be closure.")
            #expect(other.hint == "Draft the action that was decided.")
            _ = try await world.propose("C-2026-0001")
            let twice = try await draftRefused(ActionContent(text: "Stop."), world)
            #expect(twice.code == "no_decision")
        }
    }

    @Test func `a withdrawn draft makes room for another, an issued action is revoked`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let first = try await world.propose("C-2026-0001")
            let withdrawn = try await world.registry.withdrawAction(
                first, Reason("The text was wrong."), Call(by: world.officer, expectedVersion: 2))
            #expect(try withdrawn.json["next"]?["act"] == "draft")
            let second = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(second, Call(by: world.reviewer, expectedVersion: 2))
            let revoked = try await world.registry.revokeAction(
                second, Reason("Sent to the wrong holder."), Call(by: world.reviewer, expectedVersion: 3))
            #expect(try revoked.json["status"] == "revoked")
            let list = try await world.registry.actions(ActionQuery(caseFile: "C-2026-0001"), Page(), world.officer)
                .json
            #expect(list["items"]?.items?.compactMap { $0["status"]?.text } == ["revoked", "withdrawn"])
        }
    }

    @Test func `an action whose violation was set aside since is not issued`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "J", result: .pass), reason: "The visitor was 19.")
            _ = try await world.registry.correctFinding(of: "I-2026-0001", correction, Call(by: world.inspector))
            let found = try await refusalOf {
                try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            }
            #expect(
                found.message
                    == "Action A-2026-0001 rests on a violation that was set aside since it was recommended: criterion J."
            )
            #expect(found.hint == "Withdraw the action, and decide on a new recommendation.")
            #expect(try await world.registry.action(action, world.officer).json["status"] == "proposed")
        }
    }

    @Test func `an action says what was recommended, what was decided on it and why, and whether that departs`()
        async throws
    {
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1)
            let milder = NewDecision(choice: .depart, measure: .warning, reasons: "The first in ten years.")
            _ = try await world.registry.decide(in: "C-2026-0001", milder, Call(by: world.officer))
            let action = try await world.propose("C-2026-0001", by: world.otherOfficer)
            let read = try await world.registry.action(action, world.reviewer).json
            #expect(read["decision"]?["reasons"] == "The first in ten years.")
            #expect(read["decision"]?["by"] == "Otto Officer")
            let pack = try await world.registry.recommendation(1, language: .english, world.reviewer).json[
                "packVersion"]
            #expect(
                read["recommended"] == [
                    "id": 1, "inspection": "I-2026-0001", "day": "2026-10-01", "pack": "nl/leeuwarden/j",
                    "packVersion": pack ?? .null, "measure": "closure", "text": "closure for 3 months",
                    "personDecides": false, "departs": true,
                ])
        }
        try await withWorld(packs: ["nl/leeuwarden/j"]) { world in
            try await world.inspect(1, failed: ["O"])
            let chosen = NewDecision(choice: .depart, measure: .warning, reasons: "The neighbours agree to it.")
            _ = try await world.registry.decide(in: "C-2026-0001", chosen, Call(by: world.officer))
            let read = try await world.registry.action(try await world.propose("C-2026-0001"), world.reviewer).json
            #expect(read["recommended"]?["measure"] == .null)
            #expect(read["recommended"]?["personDecides"] == true)
            #expect(read["recommended"]?["departs"] == false)
        }
    }

    @Test func `a change names the version it is based on`() async throws {
        try await withWorld { world in
            let action = try await world.proposed()
            let none = try await refusalOf { try await world.registry.issueAction(action, Call(by: world.reviewer)) }
            #expect(none.kind == .preconditionMissing)
            #expect(none.message == "The change does not say which version of action A-2026-0001 it is based on.")
            let stale = try await refusalOf {
                try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 1))
            }
            #expect(stale.kind == .changedMeanwhile)
            #expect(stale.message == "The action A-2026-0001 was changed by Otto Officer just now (propose).")
            #expect(stale.detail == "You have version 1; it has version 2 now.")
        }
    }

    private func draftRefused(_ content: ActionContent, _ world: World) async throws -> Refusal {
        try await refusalOf {
            try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
        }
    }
}
