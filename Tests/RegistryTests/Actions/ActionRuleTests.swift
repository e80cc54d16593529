import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Rules of the tables that hold whatever a program sends.
@Suite struct ActionRuleTests {
    @Test func `an amended action still ends after it starts`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let content = ActionContent(startsOn: LocalDate("2026-12-01"), text: "Stop selling to minors.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            let found = try await refusalOf {
                try await world.registry.amendAction(
                    "A-2026-0001", ActionContent(endsOn: LocalDate("2026-12-01")),
                    Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "action_ends_after_it_starts",
                        "The action would end on or before its first day; endsOn is the first day after it.",
                        hint: "Choose a later end."))
        }
    }

    @Test func `an action doesn't start before the inspection that it is about`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let early = LocalDate("2001-01-01")
            let drafted = try await refusalOf {
                try await world.registry.draftAction(
                    in: "C-2026-0001", ActionContent(startsOn: early, endsOn: LocalDate("2001-02-01"), text: "Stop."),
                    Call(by: world.officer))
            }
            #expect(
                drafted.problems == [
                    FieldProblem(
                        "/startsOn", "before_the_inspection",
                        "The action would start on 2001-01-01, before inspection I-2026-0001 of 2026-10-01 that it is about. Choose 2026-10-01 or a later day."
                    )
                ])
            let content = ActionContent(startsOn: LocalDate("2026-10-01"), text: "Stop selling to minors.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            let amended = try await refusalOf {
                try await world.registry.amendAction(
                    "A-2026-0001", ActionContent(startsOn: early), Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                amended
                    == Refusal(
                        .badInput, "action_starts_no_earlier_than_its_inspection",
                        "The action would start on 2001-01-01, before inspection I-2026-0001 of 2026-10-01 that it is about.",
                        hint: "Choose 2026-10-01 or a later day."))
        }
    }

    @Test func `an action that is over is not issued until its drafter has given it other days`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let (yesterday, today) = (try await world.day(-1), try await world.day(0))
            let content = ActionContent(
                startsOn: LocalDate("2026-10-01"), endsOn: LocalDate(today), text: "Stop selling to minors.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            _ = try await world.registry.proposeAction("A-2026-0001", Call(by: world.officer, expectedVersion: 1))
            func issue(_ version: Int) async throws -> Answer {
                try await world.registry.issueAction("A-2026-0001", Call(by: world.reviewer, expectedVersion: version))
            }
            #expect(
                try await refusalOf { try await issue(2) }
                    == Refusal(
                        .notPossibleNow, "issued_action_is_not_over",
                        "The last day of action A-2026-0001 was \(yesterday); it is \(today) today, so nobody could obey it.",
                        hint:
                            "Return it, so that its drafter amends its days (action amend) and proposes it again."))
            _ = try await world.registry.returnAction(
                "A-2026-0001", Reason("Its days are over."), Call(by: world.reviewer, expectedVersion: 2))
            let days = ActionContent(endsOn: LocalDate(try await world.day(1)))
            _ = try await world.registry.amendAction("A-2026-0001", days, Call(by: world.officer, expectedVersion: 3))
            _ = try await world.registry.proposeAction("A-2026-0001", Call(by: world.officer, expectedVersion: 4))
            #expect(try await issue(5).text("status") == "issued")
        }
    }

    @Test func `a fine and a penalty order have an amount`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            for kind in ["fine", "penalty_order"] {
                let found = try await refusalOf {
                    try await town.registry.refusing { try await town.issuedAction(kind, against: outlet) }
                }
                #expect(
                    found
                        == Refusal(
                            .badInput, "fine_and_penalty_order_have_an_amount",
                            "A fine or an order under penalty payment has an amount.", hint: "Give amount and currency."
                        ))
            }
        }
    }

    @Test func `a licence keeps its outlet, its holder and its first day`() async throws {
        try await withWorld { world in
            let holder = try await world.registry.registerParty(
                NewParty(kind: .legal, name: "Groene Hand B.V."), Call(by: world.officer))
            let licence = try await world.registry.grantLicence(
                for: world.outlet,
                NewLicence(holder: try holder.text("reference") ?? "", validFrom: .sample("2026-01-01")),
                Call(by: world.officer))
            let reference = try licence.text("reference") ?? ""
            let found = try await refusalOf {
                try await world.registry.refusing {
                    try await world.test.admin.write([world.registry.signer.statement(for: world.officer)]) { db in
                        try db.execute(
                            """
                            UPDATE registry.licence SET valid_from = '2025-01-01', act = 'renew', version = version + 1,
                                changed_by = \(world.officer.person) WHERE reference = \(reference)
                            """)
                    }
                }
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "licence_keeps_its_outlet_and_holder",
                        "A licence keeps its outlet, its holder and its first day.",
                        hint: "Transfer it to another holder, or grant a new licence."))
        }
    }
}
